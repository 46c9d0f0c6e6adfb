"""One index a process, kept at the journal's serial.

Each question first asks the journal what has happened since; only the agents that changed are
read again. All is held in memory: agents_app/routing/README.md says what that costs, up to 100,000
agents.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from agents_app.definitions.source import read_source
from agents_app.definitions.tools import Access
from agents_app.models import Agent, JournalEntry
from agents_app.querysets.agents import AgentQuerySet
from agents_app.router.profiles import Profiles
from agents_app.routing import Entry, Index, Ranking, rank

# Past as many changes as there are agents, but no fewer, all are read anew.
_FEW_CHANGES = 200
_CHUNK = 200


@dataclass(frozen=True, slots=True)
class Found:
    """The agents that fit a task, and what each of them may use, all as of one serial."""

    ranking: Ranking
    accesses: dict[str, Access]


class Router:
    """Answers tasks from an index that it keeps fresh; safe for threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._index = Index()
        self._profiles = Profiles()
        # Serial and time of the entry that the index stands at: a database that was put back
        # from a backup has the same serials again, but not at the same moments.
        self._at: tuple[int, datetime] | None = None

    def find(
        self, task: str, *, scopes: Iterable[str] | None = None, must_use: Sequence[str] = ()
    ) -> Found:
        """Rank the published agents that may use some tools for a task; see ``routing.rank``."""
        with self._lock:
            self._refresh()
            able = self._profiles.able_to_use(must_use) if must_use else None
            ranking = rank(self._index, task, scopes=scopes, keep=able)
            keys = [each.document.key for each in ranking.best]
            return Found(ranking, {key: self._profiles[key] for key in keys})

    def _refresh(self) -> None:
        since = self._at[0] if self._at else 0
        most = max(_FEW_CHANGES, len(self._index))
        news = JournalEntry.objects.filter(serial__gte=since).order_by("serial")
        rows = list(news.values_list("serial", "at", "key")[: most + 1])
        follows = bool(rows) and rows[0][:2] == self._at
        if follows and len(rows) <= most:
            self._catch_up({key for _, _, key in rows[1:] if key})
            self._at = rows[-1][:2]
        elif rows or self._at:
            self._rebuild()

    def _catch_up(self, changed: Iterable[str]) -> None:
        """Read what changed again; who is no longer published drops out."""
        waiting = iter(sorted(changed))
        while keys := list(islice(waiting, _CHUNK)):
            for key in keys:
                self._index.drop(key)
                self._profiles.drop(key)
            self._read(Agent.objects.published().filter(key__in=keys))

    def _rebuild(self) -> None:
        """Read everything; what is written meanwhile stands after the serial and comes next."""
        newest = JournalEntry.objects.order_by("-serial").values_list("serial", "at").first()
        self._index, self._profiles, self._at = Index(), Profiles(), None
        self._read(Agent.objects.published())
        self._at = newest

    def _read(self, agents: AgentQuerySet) -> None:
        """Take these agents in, in three queries."""
        accesses = agents.accesses()
        for entry in _entries(agents):
            if entry.key in accesses:  # else it was published between the queries, and is news
                self._profiles.put(entry.key, accesses[entry.key])
                self._index.put(entry)


def _entries(agents: AgentQuerySet) -> Iterator[Entry]:
    """Yield agents as they are ranked, in one query."""
    for row in agents.for_routing().iterator(chunk_size=_CHUNK):
        key, scope, title, description, opening, content = row
        body = read_source(bytes(content)).body
        yield Entry(key, scope, title, description, opening, body)


router = Router()
