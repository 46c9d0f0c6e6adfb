"""Revise an agent: a new text becomes its next revision."""

from __future__ import annotations

from django.db import transaction

from agents_app import journal
from agents_app.actions.keep_quotas import keep_quotas
from agents_app.actions.publish_agent import surroundings_of
from agents_app.actions.resolve_integrations import attach_edges, settle_references
from agents_app.actions.write_definitions import Draft, write_definitions
from agents_app.actor import Actor
from agents_app.definitions import lint, read_definition
from agents_app.errors import Conflict
from agents_app.models import Agent
from agents_app.rights import require


def revise_agent(agent: Agent, data: bytes, *, by: Actor, message: str = "") -> Agent:
    """Store a new text of an agent; one equal to the current text changes nothing.

    Raises Refusal for a text that is no definition, Conflict ``name_changed`` for the text of
    another agent and ``name_retired`` for an agent that is gone.
    """
    definition = read_definition(data, path=agent.path)
    with transaction.atomic():
        journal.lock()
        agent = Agent.objects.select_related("collection", "revision").get(pk=agent.pk)
        require(by, "revise", agent)
        if agent.status == Agent.Status.RETIRED:
            raise Conflict("name_retired", f"{agent.key!r} is retired; restore it first.")
        if definition.name != agent.name:
            raise Conflict(
                "name_changed",
                f"The text is of {definition.name!r}, not {agent.name!r}; publish it as its own.",
            )
        if agent.revision and agent.revision.digest == definition.digest:
            return agent
        draft = Draft(agent, definition, lint(definition, surroundings_of(agent, definition)))
        keep_quotas([draft], by=by)
        write_definitions([draft], author=by.name, message=message)
        attach_edges(agent.collection, arrived=[], written=[agent.pk])
        settle_references(agent.collection)
    return agent
