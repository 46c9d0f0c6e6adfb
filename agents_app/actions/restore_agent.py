"""Restore an agent: an old text becomes its newest revision, and a retired agent comes back."""

from __future__ import annotations

from django.db import transaction

from agents_app import journal
from agents_app.actions.store_definition import store_definition
from agents_app.actor import Actor
from agents_app.definitions import read_definition
from agents_app.errors import Missing
from agents_app.models import Agent, JournalEntry, Proposal
from agents_app.rights import require


@transaction.atomic
def restore_agent(
    agent: Agent,
    number: int | None = None,
    *,
    by: Actor,
    message: str = "",
    since: int | None = None,
) -> Agent | Proposal:
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
        bring_back(agent)
    return store_definition(
        agent,
        definition,
        by=by,
        message=message,
        revised=JournalEntry.Verb.AGENT_RESTORED,
        is_back=is_back,
    )


def bring_back(agent: Agent) -> None:
    """Let a retired agent be met again, as good as any other; whoever stores its text saves it."""
    agent.status = Agent.Status.PUBLISHED
    agent.deprecated, agent.reason, agent.successor = None, "", None
