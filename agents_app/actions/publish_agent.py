"""Publish an agent: a text comes in, an agent stands."""

from __future__ import annotations

from django.db import transaction

from agents_app import journal
from agents_app.actions.keep_quotas import keep_quotas
from agents_app.actions.resolve_integrations import attach_edges, settle_references
from agents_app.actions.review_references import names_in
from agents_app.actions.write_definitions import Draft, write_definitions
from agents_app.actor import Actor
from agents_app.definitions import Definition, Surroundings, category_of, lint, read_definition
from agents_app.errors import Conflict
from agents_app.models import Agent, Collection, Tool
from agents_app.querysets.readers import Sight
from agents_app.rights import require


def publish_agent(
    collection: Collection, data: bytes, *, by: Actor, path: str = "", message: str = ""
) -> Agent:
    """Publish a definition as a new agent of a collection.

    Raises Refusal for a text that is no definition, Conflict ``duplicate_name`` or
    ``name_retired`` for a name that is taken, ``path_taken`` for a place.
    """
    definition = read_definition(data, path=path)
    with transaction.atomic():
        journal.lock()
        require(by, "publish", collection)
        refuse_taken(Agent.objects.filter(collection=collection, name=definition.name).first())
        agent = new_agent(collection, definition, owner=by.user)
        refuse_shared_path(agent)
        draft = Draft(agent, definition, lint(definition, surroundings_of(agent, definition)))
        keep_quotas([draft], by=by)
        write_definitions([draft], author=by.name, message=message)
        touched = attach_edges(collection, arrived=[agent.name], written=[agent.pk])
        settle_references(collection, arrived=[agent.name], touched=touched)
    return agent


def new_agent(collection: Collection, definition: Definition, *, owner: int | None = None) -> Agent:
    """Make the unsaved agent that a definition will be."""
    path = definition.path or f"{definition.name}.md"
    category = category_of(path) or definition.front_matter.value("category")
    return Agent(
        collection=collection,
        name=definition.name,
        key=collection.key_of(definition.name),
        path=path,
        category=category[:100] if isinstance(category, str) else "",
        owner_id=owner,
    )


def refuse_taken(holder: Agent | None) -> None:
    """Refuse a name that another agent has or had."""
    if holder is None:
        return
    if holder.status == Agent.Status.RETIRED:
        raise Conflict(
            "name_retired",
            f"{holder.key!r} was retired; its name is not given to another agent. "
            "Choose a new name or restore it.",
        )
    raise name_taken(holder.name, holder.path)


def refuse_shared_path(agent: Agent) -> None:
    """Refuse a place that another file has: one of the two would be lost in an export."""
    others = Agent.objects.published().filter(collection=agent.collection)
    other = others.filter(path__iexact=agent.path).first()
    if other:
        raise Conflict(
            "path_taken", f"{other.key!r} stands at {other.path}; give the new one another path."
        )


def name_taken(name: str, path: str) -> Conflict:
    """Return the refusal of a second text with one name; path is the first one's."""
    return Conflict("duplicate_name", f"The name {name!r} is taken by {path}; rename one.")


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
