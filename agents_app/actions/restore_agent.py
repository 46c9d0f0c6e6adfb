"""Restore an agent: an old text becomes its newest revision, and a retired agent comes back."""

from __future__ import annotations

from django.db import transaction

from agents_app import journal
from agents_app.actions.keep_quotas import keep_quotas
from agents_app.actions.publish_agent import surroundings_of
from agents_app.actions.resolve_integrations import attach_edges, settle_references
from agents_app.actions.write_definitions import Draft, write_definitions
from agents_app.actor import Actor
from agents_app.definitions import lint, read_definition
from agents_app.errors import Missing
from agents_app.models import Agent, JournalEntry
from agents_app.rights import require


@transaction.atomic
def restore_agent(
    agent: Agent,
    number: int | None = None,
    *,
    by: Actor,
    message: str = "",
    since: int | None = None,
) -> Agent:
    """Make the text of a past revision the agent's next one; None means its last.

    A retired agent is published again, with a revision of its own that says so, even if the text
    is the last one. Of an agent that was never away the present text changes nothing.
    Raises Missing for a revision that never was, Stale for an agent that has changed since.
    """
    journal.lock()
    agent = Agent.objects.select_related("collection", "revision").get(pk=agent.pk)
    require(by, "restore", agent)
    journal.refuse_stale(agent.key, since)
    assert agent.revision is not None
    number = number or agent.revision.number
    past = agent.revisions.filter(number=number).first()
    if past is None:
        raise Missing("revision", f"{number} of {agent.key}")
    is_back = agent.status == Agent.Status.RETIRED
    if not is_back and past.digest == agent.revision.digest:
        return agent
    definition = read_definition(bytes(past.content), path=agent.path)
    if is_back:
        agent.status = Agent.Status.PUBLISHED
        agent.deprecated, agent.reason, agent.successor = None, "", None
    draft = Draft(agent, definition, lint(definition, surroundings_of(agent, definition)))
    verb = JournalEntry.Verb.AGENT_RESTORED
    keep_quotas([draft], by=by)
    write_definitions([draft], author=by.name, message=message, revised=verb)
    arrived = [agent.name] if is_back else []
    touched = attach_edges(agent.collection, arrived=arrived, written=[agent.pk])
    settle_references(agent.collection, arrived=arrived, touched=touched)
    return agent
