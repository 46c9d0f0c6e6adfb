"""Reread agents: derive all rows anew from the stored bytes, once reader or lint have learnt."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils import timezone

from agents_app import journal
from agents_app.actions.know_toolsets import know_toolsets, renew_tools
from agents_app.actions.resolve_integrations import attach_edges, settle_references
from agents_app.actions.review_references import names_in
from agents_app.actions.store_definition import known_servers
from agents_app.actions.write_definitions import (
    Draft,
    derive_columns,
    edges_of,
    finding_row,
    sections_of,
    write_derived,
)
from agents_app.actor import Actor
from agents_app.definitions import (
    Definition,
    LooseFile,
    Refusal,
    Surroundings,
    lint,
    read_definition,
    survey,
)
from agents_app.models import (
    Agent,
    Collection,
    Finding,
    Grant,
    Integration,
    JournalEntry,
    Section,
)
from agents_app.rights import require
from agents_app.search import index_agents

CHUNK = 100  # agents in one transaction
Tell = Callable[[int], None]
_COLUMNS = (
    *("title", "skeleton", "description", "model", "opening", "front_matter", "toolset"),
    *("tier", "health", "words"),
)
_SECTION = ("position", "level", "title", "anchor", "line", "text", "points")
_EDGE = ("position", "target_name", "certain", "group", "note", "line", "origin")
_FINDING = ("rule", "severity", "message", "line", "column", "fix")
_HANGING: tuple[tuple[Any, Sequence[str]], ...] = (
    (Section, _SECTION),
    (Integration, _EDGE),
    (Finding, _FINDING),
)


@dataclass(slots=True)
class Reread:
    """What became of it: how many were read, the keys that changed, and keys with what is odd."""

    count: int = 0
    changed: list[str] = field(default_factory=list)
    odd: list[tuple[str, str]] = field(default_factory=list)


def reread_agents(*, by: Actor, tell: Tell = lambda count: None) -> Reread:
    """Read the texts of all published agents again; write and journal where anything is new.

    One transaction for each hundred, so others write in between, and what was interrupted is
    ended by the next run; a second run changes nothing. Keys stay, whatever a text calls itself
    by now, and the rows of a text that is refused by now stay as they are: both are told as odd.
    Retired agents are read when they are restored. tell: told after each step how many it had.
    (Tools are renewed first; of agents that this alone changes, an interrupted run journals some.)
    """
    require(by, "administer")
    done = Reread()
    with transaction.atomic():
        journal.lock()
        renewed = Grant.objects.filter(tool__in=renew_tools())
        toolsets = set(renewed.values_list("toolset", flat=True))
    for collection in Collection.objects.order_by("slug"):
        rereading = _Rereading(collection, by, done, toolsets)
        ids = list(_published(collection).values_list("pk", flat=True))
        for start in range(0, len(ids), CHUNK):
            chunk = ids[start : start + CHUNK]
            rereading.take(chunk)
            tell(len(chunk))
    return done


def _published(collection: Collection) -> Any:
    return Agent.objects.published().filter(collection=collection).order_by("pk")


class _Rereading:
    """Reads the agents of one collection; texts are surveyed first, so that all know of all."""

    def __init__(self, collection: Collection, by: Actor, done: Reread, toolsets: set[int]) -> None:
        self._collection = collection
        self._by = by
        self._done = done
        self._toolsets = toolsets  # of which a tool is something else by now
        rows = _published(collection).values_list("path", "revision__content")
        texts = rows.iterator(chunk_size=CHUNK)
        surveyed = survey(LooseFile(path, bytes(data)) for path, data in texts)
        self._names = names_in(collection.pk)
        self._servers = known_servers(collection) | surveyed.servers
        self._firsts = surveyed.skeletons

    @transaction.atomic
    def take(self, ids: Sequence[int]) -> None:
        """Read some agents, and write those of which something that is shown is new."""
        journal.lock()
        agents = _published(self._collection).filter(pk__in=ids)
        drafts = list(self._drafts(agents.select_related("collection", "revision", "toolset")))
        changed = [draft for draft, before in self._before(drafts) if before != _shown(draft)]
        if changed:
            self._write(changed)

    def _drafts(self, agents: Any) -> Iterator[Draft]:
        for agent in agents:
            self._done.count += 1
            try:
                definition = read_definition(bytes(agent.revision.content), path=agent.path)
            except Refusal as refusal:
                self._done.odd.append((agent.key, f"is refused by now: {refusal}"))
                continue
            if definition.name != agent.name:
                self._done.odd.append((agent.key, f"calls itself {definition.name!r} by now"))
            yield Draft(agent, definition, lint(definition, self._around(definition)))

    def _around(self, definition: Definition) -> Surroundings:
        first = self._firsts.get(definition.skeleton, definition.name)
        skeletons = {} if first == definition.name else {definition.skeleton: first}
        return Surroundings(names=self._names, skeletons=skeletons, servers=self._servers)

    def _before(self, drafts: Sequence[Draft]) -> Iterator[tuple[Draft, Any]]:
        """Yield each draft with what is shown of its agent, and let its columns be derived."""
        agents = [draft.agent for draft in drafts]
        stored = [_by_agent(model, agents, columns) for model, columns in _HANGING]
        toolsets = know_toolsets(draft.definition.access for draft in drafts)
        for draft, toolset in zip(drafts, toolsets, strict=True):
            agent = draft.agent
            rows = [sorted(of.get(agent.pk, ()), key=repr) for of in stored]
            is_renewed = agent.toolset_id in self._toolsets
            before = None if is_renewed else [_values(agent, _COLUMNS), *rows]
            derive_columns(draft, toolset, agent.updated)
            yield draft, before

    def _write(self, drafts: Sequence[Draft]) -> None:
        now, agents = timezone.now(), [draft.agent for draft in drafts]
        for agent in agents:
            agent.updated = now
        Agent.objects.bulk_update(agents, [*_COLUMNS, "updated"])
        write_derived(drafts, clear=True)
        index_agents([(draft.agent.pk, draft.definition) for draft in drafts])
        written = [agent.pk for agent in agents]
        touched = attach_edges(self._collection, arrived=[], written=written)
        settle_references(self._collection, touched=touched)
        changes = [
            journal.Change(
                JournalEntry.Verb.AGENT_REREAD,
                self._collection.slug,
                agent.key,
                agent.revision.number if agent.revision else None,
                agent.revision.digest if agent.revision else "",
            )
            for agent in agents
        ]
        journal.record(changes, author=self._by.name)
        self._done.changed += [agent.key for agent in agents]


def _shown(draft: Draft) -> list[Any]:
    """Return what is shown of an agent whose columns have been derived, as it would be stored."""
    rows = (
        [_values(row, _SECTION) for row in sections_of(draft)],
        [_values(row, _EDGE) for row in edges_of(draft)],
        [_values(finding_row(draft.agent, each), _FINDING) for each in draft.findings],
    )
    return [_values(draft.agent, _COLUMNS), *(sorted(each, key=repr) for each in rows)]


def _by_agent(model: Any, agents: Sequence[Agent], columns: Sequence[str]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for row in model.objects.filter(agent__in=agents):
        found.setdefault(row.agent_id, []).append(_values(row, columns))
    return found


def _values(row: Any, columns: Sequence[str]) -> list[Any]:
    """Return columns as a database gives them back: JSON has no tuples."""
    plain = [getattr(row, f"{name}_id" if name == "toolset" else name) for name in columns]
    found: list[Any] = json.loads(json.dumps(plain))
    return found
