"""Move agents to where their files are now: place and category, no new text."""

from __future__ import annotations

from django.utils import timezone

from agents_app import journal
from agents_app.actions.publish_agent import new_agent
from agents_app.definitions import Definition
from agents_app.models import Agent, JournalEntry


def relocate(agent: Agent, definition: Definition) -> bool:
    """Move an agent to where its file is now; return whether that is elsewhere."""
    fresh = new_agent(agent.collection, definition)
    changed = (agent.path, agent.category) != (fresh.path, fresh.category)
    agent.path, agent.category = fresh.path, fresh.category
    return changed


def write_places(agents: list[Agent], *, author: str, message: str) -> None:
    """Store where agents are now, and journal each move."""
    now = timezone.now()
    for agent in agents:
        agent.updated = now
    Agent.objects.bulk_update(agents, ["path", "category", "updated"])
    verb = JournalEntry.Verb.AGENT_MOVED
    moves = [journal.Change(verb, agent.collection.slug, agent.key) for agent in agents]
    journal.record(moves, author=author, message=message)
