"""Publish an agent: a text comes in, an agent stands."""

from __future__ import annotations

from django.db import transaction

from agents_app import journal
from agents_app.actions.store_definition import store_definition
from agents_app.actor import Actor
from agents_app.definitions import Definition, category_of, read_definition
from agents_app.errors import Conflict
from agents_app.models import Agent, Collection, Proposal
from agents_app.rights import require


def publish_agent(
    collection: Collection, data: bytes, *, by: Actor, path: str = "", message: str = ""
) -> Agent | Proposal:
    """Publish a definition as a new agent of a collection, or hold it for a curator.

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
        return store_definition(agent, definition, by=by, message=message)


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
