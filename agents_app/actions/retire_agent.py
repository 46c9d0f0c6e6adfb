"""Retire an agent: readers no longer meet it, its history and its name stay."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from agents_app import journal
from agents_app.actions.deprecate_agent import choose_successor
from agents_app.actions.resolve_integrations import release_agents
from agents_app.actor import Actor
from agents_app.errors import StillNamed
from agents_app.models import Agent, JournalEntry
from agents_app.rights import require
from agents_app.search import forget_agents


@transaction.atomic
def retire_agent(
    agent: Agent,
    *,
    by: Actor,
    successor: str | None = None,
    message: str = "",
    leave_dangling: bool = True,
    since: int | None = None,
) -> Agent:
    """Retire an agent; edges to it dangle again. One that is retired already stays so.

    successor: the key of the agent to use instead; None keeps the one that it has.
    leave_dangling: False refuses while others name it (StillNamed). Raises Stale for an agent
    that has changed since, BadRequest for a successor that is none.
    """
    journal.lock()
    agent = Agent.objects.select_related("collection").get(pk=agent.pk)
    require(by, "retire", agent)
    if agent.status == Agent.Status.RETIRED:
        return agent
    journal.refuse_stale(agent.key, since)
    if successor:
        agent.successor = choose_successor(agent, successor, by)
    if not leave_dangling and (namers := Agent.objects.visible_to(by).naming(agent)):
        raise StillNamed(agent.key, namers)
    agent.status = Agent.Status.RETIRED
    agent.updated = timezone.now()
    agent.save(update_fields=["status", "successor", "updated"])
    release_agents(agent.collection, [agent])
    forget_agents([agent.pk])
    retired = journal.Change(JournalEntry.Verb.AGENT_RETIRED, agent.collection.slug, agent.key)
    journal.record([retired], author=by.name, message=message)
    return agent
