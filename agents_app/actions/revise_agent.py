"""Revise an agent: a new text becomes its next revision."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from agents_app import journal
from agents_app.actions.keep_quotas import keep_quotas
from agents_app.actions.publish_agent import surroundings_of
from agents_app.actions.resolve_integrations import attach_edges, settle_references
from agents_app.actions.write_definitions import Draft, write_definitions
from agents_app.actor import Actor
from agents_app.definitions import Definition, lint, patch_definition, read_definition
from agents_app.errors import Conflict
from agents_app.models import Agent
from agents_app.rights import require


def revise_agent(
    agent: Agent, data: bytes, *, by: Actor, message: str = "", since: int | None = None
) -> Agent:
    """Store a new text of an agent; one equal to the current text changes nothing.

    since: the serial at which the agent was read. Raises Refusal for a text that is no
    definition, Stale for an agent that has changed since, Conflict ``name_changed`` for the text
    of another agent and ``name_retired`` for an agent that is gone.
    """
    definition = read_definition(data, path=agent.path)
    with transaction.atomic():
        agent = _opened(agent, by, since)
        return _revised(agent, definition, by, message)


@transaction.atomic
def amend_agent(
    agent: Agent,
    patch: Mapping[str, Any],
    *,
    by: Actor,
    body: str | None = None,
    message: str = "",
    since: int | None = None,
) -> Agent:
    """Change front matter keys of an agent's text in place, and its prompt if ``body`` is given.

    patch: a merge patch of the front matter. Raises what ``revise_agent`` and
    ``patch_definition`` raise.
    """
    agent = _opened(agent, by, since)
    assert agent.revision is not None
    data = patch_definition(bytes(agent.revision.content), patch, body=body)
    return _revised(agent, read_definition(data, path=agent.path), by, message)


def _opened(agent: Agent, by: Actor, since: int | None) -> Agent:
    """Take the lock and return the agent as it is now, if it may be revised."""
    journal.lock()
    agent = Agent.objects.select_related("collection", "revision").get(pk=agent.pk)
    require(by, "revise", agent)
    if agent.status == Agent.Status.RETIRED:
        raise Conflict("name_retired", f"{agent.key!r} is retired; restore it first.")
    journal.refuse_stale(agent.key, since)
    return agent


def _revised(agent: Agent, definition: Definition, by: Actor, message: str) -> Agent:
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
