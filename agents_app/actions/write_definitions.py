"""Write definitions: the one place where a text becomes rows, for one agent as for a thousand.

A number of statements that does not grow with the number of definitions; the caller holds the
transaction and the journal's lock, and has judged who may be written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from django.db.models import Max
from django.utils import timezone

from agents_app import journal
from agents_app.actions.know_toolsets import know_toolsets
from agents_app.definitions import Definition, Finding
from agents_app.models import Agent, JournalEntry, Revision, Section, Toolset
from agents_app.models import Finding as FindingRow
from agents_app.models import Integration as IntegrationRow
from agents_app.search import index_agents

_DERIVED = (Section, IntegrationRow, FindingRow)
_HEALTH = {"error": Agent.Health.ERRORS, "warning": Agent.Health.WARNINGS}


@dataclass(slots=True)
class Draft:
    """A definition on its way in, with the agent that it becomes or revises."""

    agent: Agent
    definition: Definition
    findings: Sequence[Finding]

    @property
    def is_new(self) -> bool:
        """Return whether the agent is not stored yet."""
        return self.agent.pk is None


def write_definitions(
    drafts: Sequence[Draft],
    *,
    author: str = "",
    message: str = "",
    revised: JournalEntry.Verb = JournalEntry.Verb.AGENT_REVISED,
) -> None:
    """Store agents, revisions and all that is derived, and journal each.

    revised: what is said of those that were there before.
    """
    now = timezone.now()
    born = {id(draft) for draft in drafts if draft.is_new}
    _write_agents(drafts, now)
    revisions = _write_revisions(drafts, author, message, now)
    write_derived(drafts, clear=len(born) < len(drafts))
    index_agents([(draft.agent.pk, draft.definition) for draft in drafts])
    published = JournalEntry.Verb.AGENT_PUBLISHED
    journal.record(
        [
            journal.Change(
                published if id(draft) in born else revised,
                draft.agent.collection.slug,
                draft.agent.key,
                revision.number,
                revision.digest,
            )
            for draft, revision in zip(drafts, revisions, strict=True)
        ],
        author=author,
        message=message,
    )


def health_of(severities: Iterable[str]) -> Agent.Health:
    """Return the gravest of the findings' severities as a health."""
    worst = set(severities)
    return next((_HEALTH[word] for word in _HEALTH if word in worst), Agent.Health.OK)


def finding_row(agent: Agent, finding: Finding) -> FindingRow:
    """Make the unsaved row of a finding."""
    return FindingRow(agent=agent, **asdict(finding))


def _write_agents(drafts: Sequence[Draft], now: datetime) -> None:
    toolsets = know_toolsets(draft.definition.access for draft in drafts)
    for draft, toolset in zip(drafts, toolsets, strict=True):
        derive_columns(draft, toolset, now)
    fresh = [draft.agent for draft in drafts if draft.is_new]
    stale = [draft.agent for draft in drafts if not draft.is_new]
    if fresh:
        Agent.objects.bulk_create(fresh)
    if stale:
        fixed = {"id", "collection", "name", "key", "created", "revision"}
        columns = [field.name for field in Agent._meta.concrete_fields]
        Agent.objects.bulk_update(stale, [name for name in columns if name not in fixed])


def derive_columns(draft: Draft, toolset: Toolset, now: datetime) -> None:
    """Set what an agent's own row says of its text; it is not saved yet."""
    agent, definition = draft.agent, draft.definition
    agent.title = definition.title
    agent.skeleton = definition.skeleton
    agent.description = definition.description
    agent.model = (definition.model or "")[:200]
    agent.opening = definition.body.opening
    agent.front_matter = [
        {"key": field.key, "value": field.value} for field in definition.front_matter.fields
    ]
    agent.toolset = toolset
    agent.tier = definition.tier
    agent.health = health_of(finding.severity for finding in draft.findings)
    agent.words = "\n".join((agent.name, agent.title, agent.description)).casefold()
    agent.updated = now
    agent.created = agent.created or now


def _write_revisions(
    drafts: Sequence[Draft], author: str, message: str, now: datetime
) -> list[Revision]:
    agents = [draft.agent for draft in drafts]
    last = dict(
        Revision.objects.filter(agent__in=agents)
        .order_by()
        .values_list("agent")
        .annotate(last=Max("number"))
    )
    revisions = Revision.objects.bulk_create(
        Revision(
            agent=draft.agent,
            number=last.get(draft.agent.pk, 0) + 1,
            digest=draft.definition.digest,
            size=len(draft.definition.source.data),
            content=draft.definition.source.data,
            author=author,
            message=message,
            created=now,
        )
        for draft in drafts
    )
    for agent, revision in zip(agents, revisions, strict=True):
        agent.revision = revision
    Agent.objects.bulk_update(agents, ["revision"])
    return revisions


def write_derived(drafts: Sequence[Draft], *, clear: bool) -> None:
    """Store the rows that hang on agents; clear: what was there of them goes first."""
    if clear:
        agents = [draft.agent for draft in drafts]
        for model in _DERIVED:
            model._default_manager.filter(agent__in=agents).delete()
    Section.objects.bulk_create(row for draft in drafts for row in sections_of(draft))
    IntegrationRow.objects.bulk_create(row for draft in drafts for row in edges_of(draft))
    FindingRow.objects.bulk_create(
        finding_row(draft.agent, finding) for draft in drafts for finding in draft.findings
    )


def sections_of(draft: Draft) -> Iterator[Section]:
    """Make the unsaved rows of the headings of a text."""
    for position, section in enumerate(draft.definition.body.flat(), 1):
        yield Section(
            agent=draft.agent,
            position=position,
            level=section.level,
            title=section.title,
            anchor=section.anchor,
            line=section.line,
            text=section.text,
            points=[asdict(point) for point in section.points],
        )


def edges_of(draft: Draft) -> Iterator[IntegrationRow]:
    """Make the unsaved rows of what a text states; an agent that names itself states no edge."""
    itself = (draft.agent.name, f"{draft.agent.collection.slug}:{draft.agent.name}")
    others = (edge for edge in draft.definition.integrations if edge.target not in itself)
    for position, edge in enumerate(others, 1):
        yield IntegrationRow(
            agent=draft.agent,
            position=position,
            target_name=edge.target,
            certain=edge.certain,
            group=edge.group or "",
            note=edge.note,
            line=edge.line,
            origin=edge.origin,
        )
