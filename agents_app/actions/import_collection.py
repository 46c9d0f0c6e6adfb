"""Import files into a collection: each judged alone, all that pass stored in one transaction."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Literal

from django.db import transaction
from django.utils import timezone

from agents_app import journal
from agents_app.actions.create_collection import create_collection
from agents_app.actions.describe_collection import describe_collection
from agents_app.actions.publish_agent import (
    known_servers,
    name_taken,
    new_agent,
    refuse_taken,
)
from agents_app.actions.resolve_integrations import attach_edges, settle_references
from agents_app.actions.review_references import names_in
from agents_app.actions.write_definitions import Draft, write_definitions
from agents_app.actor import Actor
from agents_app.definitions import (
    Definition,
    Finding,
    FolderFile,
    Refusal,
    Surroundings,
    lint,
    read_definition,
    survey,
)
from agents_app.definitions.folder import Survey
from agents_app.errors import Conflict
from agents_app.models import Agent, Collection, JournalEntry
from agents_app.rights import require

BATCH = 100  # files held in memory at a time

OutcomeName = Literal["created", "updated", "unchanged", "refused", "skipped"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file; ``code`` and ``message`` say why it was refused or skipped."""

    path: str
    outcome: OutcomeName
    key: str | None = None
    tier: str | None = None
    code: str | None = None
    message: str = ""
    findings: tuple[Finding, ...] = ()


def import_collection(
    slug: str,
    files: Sequence[FolderFile],
    *,
    by: Actor,
    about: Mapping[str, Any] = MappingProxyType({}),
    message: str = "",
    dry_run: bool = False,
    relocate: bool = True,
    tell: Callable[[Outcome], None] = lambda outcome: None,
) -> Counter[str]:
    """Import files into a collection, made if need be; return how many had which outcome.

    about: title, source_url and licence of the collection, where they are to be set.
    tell: called with each file's outcome, in order. relocate: whether known agents take the
    files' places and categories. dry_run: do all of it, then leave everything as it was.
    """
    surveyed = survey(files)
    with transaction.atomic():
        journal.lock()
        collection = _open_collection(slug, about, by)
        desk = _Desk(collection, surveyed, by=by, relocate=relocate, tell=tell)
        for start in range(0, len(files), BATCH):
            desk.take(files[start : start + BATCH], message=message)
        settle_references(collection, arrived=desk.arrived, touched=desk.touched - desk.written)
        if dry_run:
            transaction.set_rollback(True)
    return desk.counts


def _open_collection(slug: str, about: Mapping[str, Any], by: Actor) -> Collection:
    collection = Collection.objects.filter(slug=slug).first()
    if collection is None:
        return create_collection(slug, by=by, **about)
    require(by, "import", collection)
    return describe_collection(collection, by=by, **about)


class _Desk:
    """Judges files batch by batch; remembers names and ids, never texts."""

    def __init__(
        self,
        collection: Collection,
        surveyed: Survey,
        *,
        by: Actor,
        relocate: bool,
        tell: Callable[[Outcome], None],
    ) -> None:
        self.collection = collection
        self.by = by
        self.relocate = relocate
        self.stands: dict[str, str] = {}  # name → path of the first file with it
        self.arrived: set[str] = set()
        self.written: set[int] = set()
        self.touched: set[int] = set()
        self.counts: Counter[str] = Counter()
        self._tell = tell
        # What lint must know of the neighbours, learnt once for all files. Of agents that look
        # alike the oldest keeps its peace, so it comes last and wins.
        agents = Agent.objects.published().filter(collection=collection).order_by("-pk")
        self._names = names_in(collection.pk) | surveyed.names.keys()
        self._servers = known_servers(collection) | surveyed.servers
        self._twins = surveyed.skeletons | dict(agents.values_list("skeleton", "name"))

    def take(self, files: Sequence[FolderFile], *, message: str) -> None:
        """Read, judge and store one batch."""
        definitions = [found for file in files if (found := self._read(file))]
        names = [definition.name for definition in definitions]
        here = Agent.objects.filter(collection=self.collection, name__in=names)
        known = {
            agent.name: agent
            for agent in here.select_related("collection", "revision").defer("revision__content")
        }
        drafts: list[Draft] = []
        moved: list[Agent] = []
        for definition in definitions:
            self._judge(definition, known.get(definition.name), drafts, moved)
        self._store(drafts, moved, message=message)

    def _read(self, file: FolderFile) -> Definition | None:
        try:
            if file.is_link:
                self._report(file.path, "skipped", "symlink", "Symbolic links are not followed.")
                return None
            return read_definition(file.read(), path=file.path)
        except Refusal as refusal:
            self._report(file.path, "refused", refusal.code, str(refusal))
        return None

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
        except Conflict as conflict:
            self._report(definition.path, "refused", conflict.code, conflict.message)
            return
        self.stands[definition.name] = definition.path
        findings = lint(definition, self._around(definition))
        outcome: OutcomeName = "updated" if agent else "created"
        relocated = bool(agent and self.relocate and _relocate(agent, definition))
        if agent and agent.revision and agent.revision.digest == definition.digest:
            outcome = "updated" if relocated else "unchanged"
            moved += [agent] if relocated else []
        else:
            agent = agent or new_agent(self.collection, definition, owner=self.by.user)
            drafts.append(Draft(agent, definition, findings))
        self._count(
            Outcome(definition.path, outcome, agent.key, definition.tier, findings=findings)
        )

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
            write_definitions(drafts, author=self.by.name, message=message)
        if moved:
            _write_places(moved, author=self.by.name, message=message)
        written = [draft.agent.pk for draft in drafts]
        self.touched |= attach_edges(self.collection, arrived=arrived, written=written)
        self.arrived.update(arrived)
        self.written.update(written)

    def _report(self, path: str, outcome: OutcomeName, code: str, message: str) -> None:
        self._count(Outcome(path, outcome, code=code, message=message))

    def _count(self, outcome: Outcome) -> None:
        self.counts[outcome.outcome] += 1
        self._tell(outcome)


def _relocate(agent: Agent, definition: Definition) -> bool:
    """Move an agent to where its file is now; return whether that is elsewhere."""
    fresh = new_agent(agent.collection, definition)
    changed = (agent.path, agent.category) != (fresh.path, fresh.category)
    agent.path, agent.category = fresh.path, fresh.category
    return changed


def _write_places(agents: list[Agent], *, author: str, message: str) -> None:
    now = timezone.now()
    for agent in agents:
        agent.updated = now
    Agent.objects.bulk_update(agents, ["path", "category", "updated"])
    verb = JournalEntry.Verb.AGENT_MOVED
    moves = [journal.Change(verb, agent.collection.slug, agent.key) for agent in agents]
    journal.record(moves, author=author, message=message)
