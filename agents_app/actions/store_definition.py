"""Store one definition: judged, let in by policy, written, its edges drawn."""

from __future__ import annotations

from agents_app.actions.hold_definition import hold_definition, refuse_blocked
from agents_app.actions.keep_quotas import keep_quotas
from agents_app.actions.resolve_integrations import attach_edges, settle_references
from agents_app.actions.review_references import names_in
from agents_app.actions.write_definitions import Draft, write_definitions
from agents_app.actor import Actor
from agents_app.definitions import Definition, Surroundings, lint
from agents_app.models import Agent, Collection, JournalEntry, Proposal, Tool
from agents_app.querysets.readers import Sight


def store_definition(
    agent: Agent,
    definition: Definition,
    *,
    by: Actor,
    message: str = "",
    revised: JournalEntry.Verb = JournalEntry.Verb.AGENT_REVISED,
    is_back: bool = False,
) -> Agent | Proposal:
    """Make a text the next of an agent, new or not; a proposal, where policy holds it.

    is_back: the agent was retired. The caller holds the journal's lock. Raises Blocked for what
    the collection's policy refuses, TooMany for what is over the writer's quota.
    """
    draft = judged(agent, definition)
    refuse_blocked(draft)
    keep_quotas([draft], by=by)
    held = hold_definition(draft, by=by, message=message, is_back=is_back)
    if held is not None:
        return held
    return write_draft(draft, author=by.name, message=message, revised=revised, is_back=is_back)


def judged(agent: Agent, definition: Definition) -> Draft:
    """Return a text on its way in, with what lint says of it beside its neighbours."""
    return Draft(agent, definition, lint(definition, surroundings_of(agent, definition)))


def write_draft(
    draft: Draft,
    *,
    author: str,
    message: str = "",
    revised: JournalEntry.Verb = JournalEntry.Verb.AGENT_REVISED,
    is_back: bool = False,
) -> Agent:
    """Write what has been let in."""
    agent = draft.agent
    arrived = [agent.name] if draft.is_new or is_back else []
    write_definitions([draft], author=author, message=message, revised=revised)
    touched = attach_edges(agent.collection, arrived=arrived, written=[agent.pk])
    settle_references(agent.collection, arrived=arrived, touched=touched)
    return agent


def surroundings_of(agent: Agent, definition: Definition) -> Surroundings:
    """Return what lint must know of the collection to judge one definition."""
    neighbours = Agent.objects.published().filter(collection=agent.collection)
    twins = neighbours.exclude(name=agent.name).filter(skeleton=definition.skeleton)
    if agent.pk:
        twins = twins.filter(pk__lt=agent.pk)  # the finding stands at the later one
    return Surroundings(
        names=names_in(agent.collection.pk) | {agent.name},
        skeletons=dict(twins.values_list("skeleton", "name")),
        servers=known_servers(agent.collection) | definition.access.servers,
    )


def known_servers(collection: Collection) -> frozenset[str]:
    """Return the MCP servers of which some agent names a tool in full.

    Other private collections do not count: a finding must not tell what stands in them.
    """
    others = Collection.objects.filter(private=True).exclude(pk=collection.pk)
    seen = Tool.objects.visible_to(Sight(hidden=frozenset(others.values_list("pk", flat=True))))
    named = seen.filter(kind=Tool.Kind.MCP, standing=Tool.Standing.CURRENT)
    return frozenset(named.values_list("server", flat=True))
