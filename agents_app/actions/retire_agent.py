"""Retire an agent: readers no longer meet it, its history and its name stay."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from agents_app import journal
from agents_app.actions.resolve_integrations import release_agents
from agents_app.actor import Actor
from agents_app.models import Agent, JournalEntry
from agents_app.rights import require
from agents_app.search import forget_agents


@transaction.atomic
def retire_agent(agent: Agent, *, by: Actor, message: str = "") -> Agent:
    """Retire an agent; edges to it dangle again. One that is retired already stays so."""
    journal.lock()
    agent = Agent.objects.select_related("collection").get(pk=agent.pk)
    require(by, "retire", agent)
    if agent.status == Agent.Status.RETIRED:
        return agent
    agent.status = Agent.Status.RETIRED
    agent.updated = timezone.now()
    agent.save(update_fields=["status", "updated"])
    release_agents(agent.collection, [agent])
    forget_agents([agent.pk])
    retired = journal.Change(JournalEntry.Verb.AGENT_RETIRED, agent.collection.slug, agent.key)
    journal.record([retired], author=by.name, message=message)
    return agent
