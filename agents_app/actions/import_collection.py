"""Import files into a collection: each judged alone, all that pass stored in one transaction."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from django.db import transaction

from agents_app import journal
from agents_app.actions.create_collection import create_collection
from agents_app.actions.describe_collection import describe_collection
from agents_app.actions.import_outcome import Mode, Outcome, OutcomeName, Tell
from agents_app.actions.import_pace import Pace
from agents_app.actions.keep_quotas import keep_quotas
from agents_app.actions.move_agents import relocate, write_places
from agents_app.actions.preview_changes import preview_changes
from agents_app.actions.publish_agent import name_taken, new_agent, refuse_taken
from agents_app.actions.resolve_integrations import attach_edges, settle_references
from agents_app.actions.retire_missing import retire_missing
from agents_app.actions.review_references import names_in
from agents_app.actions.store_definition import known_servers
from agents_app.actions.write_definitions import Draft, write_definitions
from agents_app.actor import Actor
from agents_app.definitions import (
    Definition,
    DefinitionFile,
    Finding,
    Refusal,
    Surroundings,
    lint,
    read_definition,
    survey,
)
from agents_app.definitions.folder import Survey
from agents_app.errors import Blocked, Conflict
from agents_app.models import Agent, Collection
from agents_app.rights import require


def import_collection(
    slug: str,
    files: Iterable[DefinitionFile],
    *,
    by: Actor,
    about: Mapping[str, Any] = MappingProxyType({}),
    message: str = "",
    mode: Mode = "update",
    strict: bool = False,
    dry_run: bool = False,
    relocate: bool = True,
    seconds: float = math.inf,
    tell: Tell = lambda outcome: None,
) -> Counter[str]:
    """Import files into a collection, made if need be; return how many had which outcome.

    files: read twice, in order. about: title, source_url and licence of the collection, where
    they are to be set. tell: called with each outcome, in order. relocate: whether known agents
    take the files' places and categories. dry_run: do all of it, then leave everything as it
    was; so does strict where a file is refused. Raises TooBig ``too_slow`` after these seconds,
    or sooner where the files are no real ones, for until it ends nobody else can write.
    """
    pace = Pace(seconds=seconds)
    surveyed = survey(pace.surveyed(files))
    with transaction.atomic():
        journal.lock()
        collection = _open_collection(slug, about, by)
        desk = _Desk(collection, surveyed, by=by, mode=mode, relocate=relocate, tell=tell)
        desk.previews = dry_run
        for batch in pace.in_batches(desk.read(pace.read(files))):
            desk.take(batch, message=message)
        settle_references(collection, arrived=desk.arrived, touched=desk.touched - desk.written)
        if mode == "mirror":
            desk.retire_the_rest(message=message)
        if dry_run or (strict and desk.counts["refused"]):
            transaction.set_rollback(True)
    return desk.counts


def require_import(slug: str, *, by: Actor) -> Collection | None:
    """Return the collection of an import, None where it is to be made; refuse who may not."""
    collection = Collection.objects.filter(slug=slug).first()
    if collection is None:
        require(by, "create_collection")
    else:
        require(by, "import", collection)
    return collection


def _open_collection(slug: str, about: Mapping[str, Any], by: Actor) -> Collection:
    collection = require_import(slug, by=by)
    if collection is None:
        return create_collection(slug, by=by, **about)
    return describe_collection(collection, by=by, **about)


class _Desk:
    """Judges files batch by batch; remembers names and ids, never texts."""

    def __init__(
        self,
        collection: Collection,
        surveyed: Survey,
        *,
        by: Actor,
        mode: Mode,
        relocate: bool,
        tell: Tell,
    ) -> None:
        self.collection = collection
        self.by = by
        self.mode = mode
        self.relocate = relocate
        self.previews = False
        self.refused: set[str] = set()  # paths
        self.stands: dict[str, str] = {}  # name → path of the first file with it
        self.arrived: set[str] = set()
        self.written: set[int] = set()
        self.touched: set[int] = set()
        self.counts: Counter[str] = Counter()
        self._tell = tell
        # What lint must know of the neighbours, learnt once for all files. Of agents that look
        # alike the oldest keeps its peace, so it comes last and wins.
        agents = Agent.objects.published().filter(collection=collection).order_by("-pk")
        self._policy = collection.policy
        self._names = names_in(collection.pk) | surveyed.names.keys()
        self._servers = known_servers(collection) | surveyed.servers
        self._twins = surveyed.skeletons | dict(agents.values_list("skeleton", "name"))

    def read(self, files: Iterable[DefinitionFile]) -> Iterator[Definition]:
        """Yield the definitions among the files, and report the others."""
        for file in files:
            if file.is_link:
                self._report(file.path, "skipped", "symlink", "Symbolic links are not followed.")
                continue
            try:
                yield read_definition(file.read(), path=file.path)
            except Refusal as refusal:
                self._report(file.path, "refused", refusal.code, str(refusal))

    def take(self, definitions: Sequence[Definition], *, message: str) -> None:
        """Judge and store one batch."""
        names = [definition.name for definition in definitions]
        here = Agent.objects.filter(collection=self.collection, name__in=names)
        known = {
            agent.name: agent
            for agent in here.select_related("collection", "revision").defer("revision__content")
        }
        self._changes = dict(preview_changes(definitions, known)) if self.previews else {}
        drafts: list[Draft] = []
        moved: list[Agent] = []
        for definition in definitions:
            self._judge(definition, known.get(definition.name), drafts, moved)
        self._store(drafts, moved, message=message)

    def retire_the_rest(self, *, message: str) -> None:
        """Retire the agents that none of the files is of."""
        gone = retire_missing(
            self.collection,
            names=self.stands.keys(),
            refused=self.refused,
            author=self.by.name,
            message=message,
        )
        for agent in gone:
            self._count(Outcome(agent.path, "retired", agent.key, agent.tier))

    def _judge(
        self,
        definition: Definition,
        agent: Agent | None,
        drafts: list[Draft],
        moved: list[Agent],
    ) -> None:
        try:
            self._refuse_second(definition)
            if agent and agent.status == Agent.Status.RETIRED:
                refuse_taken(agent)
            if agent and self.mode == "create":
                raise Conflict("exists", f"{agent.key!r} is here already; update it instead.")
        except Conflict as conflict:
            self._report(definition.path, "refused", conflict.code, conflict.message)
            return
        self.stands[definition.name] = definition.path
        findings = lint(definition, self._around(definition))
        outcome: OutcomeName = "updated" if agent else "created"
        relocated = bool(agent and self.relocate and relocate(agent, definition))
        if agent and agent.revision and agent.revision.digest == definition.digest:
            outcome = "updated" if relocated else "unchanged"
            moved += [agent] if relocated else []
        elif blocking := self._policy.blocking(findings):
            self._report_blocked(definition, blocking)
            return
        else:
            agent = agent or new_agent(self.collection, definition, owner=self.by.user)
            drafts.append(Draft(agent, definition, findings))
        told = Outcome(definition.path, outcome, agent.key, definition.tier, findings=findings)
        self._count(replace(told, changes=self._changes.get(definition.name)))

    def _refuse_second(self, definition: Definition) -> None:
        first = self.stands.get(definition.name)
        if first is not None:
            raise name_taken(definition.name, first)

    def _around(self, definition: Definition) -> Surroundings:
        twin = self._twins.get(definition.skeleton, definition.name)
        skeletons = {} if twin == definition.name else {definition.skeleton: twin}
        return Surroundings(names=self._names, skeletons=skeletons, servers=self._servers)

    def _store(self, drafts: list[Draft], moved: list[Agent], *, message: str) -> None:
        arrived = [draft.agent.name for draft in drafts if draft.is_new]
        if drafts:
            keep_quotas(drafts, by=self.by)
            write_definitions(drafts, author=self.by.name, message=message)
        if moved:
            write_places(moved, author=self.by.name, message=message)
        written = [draft.agent.pk for draft in drafts]
        self.touched |= attach_edges(self.collection, arrived=arrived, written=written)
        self.arrived.update(arrived)
        self.written.update(written)

    def _report(self, path: str, outcome: OutcomeName, code: str, message: str) -> None:
        self._count(Outcome(path, outcome, code=code, message=message))

    def _report_blocked(self, definition: Definition, blocking: Sequence[Finding]) -> None:
        refusal = Blocked(self.collection.slug, blocking)
        told = Outcome(definition.path, "refused", code=refusal.code, message=refusal.message)
        self._count(replace(told, findings=tuple(blocking)))

    def _count(self, outcome: Outcome) -> None:
        self.counts[outcome.outcome] += 1
        if outcome.outcome == "refused":
            self.refused.add(outcome.path)
        self._tell(outcome)
