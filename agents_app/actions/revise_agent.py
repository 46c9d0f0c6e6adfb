"""Revise an agent: a new text becomes its next revision."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from agents_app import journal
from agents_app.actions.store_definition import store_definition
from agents_app.actor import Actor
from agents_app.definitions import Definition, patch_definition, read_definition
from agents_app.errors import Conflict
from agents_app.models import Agent, Proposal
from agents_app.rights import require


def revise_agent(
    agent: Agent, data: bytes, *, by: Actor, message: str = "", since: int | None = None
) -> Agent | Proposal:
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
) -> Agent | Proposal:
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


def _revised(agent: Agent, definition: Definition, by: Actor, message: str) -> Agent | Proposal:
    if definition.name != agent.name:
        raise Conflict(
            "name_changed",
            f"The text is of {definition.name!r}, not {agent.name!r}; publish it as its own.",
        )
    if agent.revision and agent.revision.digest == definition.digest:
        return agent
    return store_definition(agent, definition, by=by, message=message)
