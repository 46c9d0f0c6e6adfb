"""One index a process, kept at the journal's serial.

Each question first asks the journal what has happened since; only the texts of agents that changed
are read again. Sensible up to some 10,000 agents (tests/benchmarks/routing_quality.py has the
figures); beyond, the database's full text should choose candidates and this should order them.
"""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterable, Iterator
from datetime import datetime

from agents_app.definitions.source import read_source
from agents_app.models import Agent, JournalEntry
from agents_app.routing import Entry, Index, Ranking, rank

# Past so many changed agents, reading all of them anew is as quick and leaves no waste behind.
_MOST_CHANGED = 200
_CHUNK = 200


class Router:
    """Answers tasks from an index that it keeps fresh; safe for threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._index = Index()
        # Serial and time of the entry that the index stands at: a database that was put back
        # from a backup has the same serials again, but not at the same moments.
        self._at: tuple[int, datetime] | None = None

    def rank(self, task: str, *, scope: str | None, keep: Collection[str] | None) -> Ranking:
        """Rank the published agents for a task; see ``routing.rank``."""
        with self._lock:
            self._refresh()
            return rank(self._index, task, scope=scope, keep=keep)

    def _refresh(self) -> None:
        since = self._at[0] if self._at else 0
        news = JournalEntry.objects.filter(serial__gte=since).order_by("serial")
        rows = list(news.values_list("serial", "at", "key")[: _MOST_CHANGED + 1])
        follows = bool(rows) and rows[0][:2] == self._at
        if follows and len(rows) <= _MOST_CHANGED:
            self._catch_up({key for _, _, key in rows[1:] if key})
            self._at = rows[-1][:2]
        elif rows or self._at:
            self._rebuild()

    def _catch_up(self, keys: Collection[str]) -> None:
        """Read what changed again; who is no longer published drops out."""
        if not keys:
            return
        for key in keys:
            self._index.drop(key)
        for entry in _entries(keys):
            self._index.put(entry)
        if self._index.waste > len(self._index) + _CHUNK:
            self._rebuild()

    def _rebuild(self) -> None:
        """Read everything; what is written meanwhile stands after the serial and comes next."""
        newest = JournalEntry.objects.order_by("-serial").values_list("serial", "at").first()
        self._index, self._at = Index(_entries()), newest


def _entries(keys: Iterable[str] | None = None) -> Iterator[Entry]:
    """Yield the published agents as they are ranked, all or those of some keys, in one query."""
    for row in Agent.objects.published().for_routing(keys).iterator(chunk_size=_CHUNK):
        key, scope, title, description, opening, content = row
        body = read_source(bytes(content)).body
        yield Entry(key, scope, title, description, opening, body)


router = Router()
