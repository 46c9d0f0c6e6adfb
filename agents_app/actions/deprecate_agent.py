"""Deprecate an agent: it stays where it is, and says that it should not be chosen any more."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from agents_app import journal
from agents_app.actor import Actor
from agents_app.errors import BadRequest, Gone
from agents_app.models import Agent, JournalEntry
from agents_app.rights import require


@transaction.atomic
def deprecate_agent(
    agent: Agent,
    *,
    by: Actor,
    successor: str | None = None,
    reason: str = "",
    message: str = "",
    since: int | None = None,
) -> Agent:
    """Advise against an agent; said again with the same words, it changes nothing.

    successor: the key of the agent to use instead, None for none. Raises Stale for an agent that
    has changed since, Gone for one that is retired, BadRequest for a successor that is none.
    """
    agent = _opened(agent, by, since)
    heir = choose_successor(agent, successor, by) if successor else None
    if agent.deprecated and (agent.reason, agent.successor) == (reason, heir):
        return agent
    agent.deprecated, agent.reason, agent.successor = timezone.now(), reason, heir
    _save(agent, JournalEntry.Verb.AGENT_DEPRECATED, by, message or reason)
    return agent


@transaction.atomic
def undeprecate_agent(
    agent: Agent, *, by: Actor, message: str = "", since: int | None = None
) -> Agent:
    """Take the advice back; an agent that is not deprecated stays as it is."""
    agent = _opened(agent, by, since)
    if agent.deprecated:
        agent.deprecated, agent.reason, agent.successor = None, "", None
        _save(agent, JournalEntry.Verb.AGENT_UNDEPRECATED, by, message)
    return agent


def choose_successor(agent: Agent, key: str, by: Actor) -> Agent:
    """Return the agent of a key, if it can follow: published, seen by all who ask, and no circle.

    Raises BadRequest for field ``successor``.
    """
    visible = Agent.objects.visible_to(by)
    heir = visible.filter(key=key).select_related("collection").first()
    if heir is None:
        near = visible.keys_near(key)
        message = f"There is no agent {key!r}."
        raise BadRequest("unknown_value", message, field="successor", near=near)
    if heir.collection.private and heir.collection_id != agent.collection_id:
        message = f"{key!r} is private; readers of {agent.key!r} would not find it."
        raise BadRequest("private_successor", message, field="successor")
    following, seen = heir, {agent.pk}
    while following.pk not in seen:
        seen.add(following.pk)
        if following.successor is None:
            return heir
        following = following.successor
    message = f"{key!r} leads back to {agent.key!r}; nobody would arrive."
    raise BadRequest("circular_successor", message, field="successor")


def _opened(agent: Agent, by: Actor, since: int | None) -> Agent:
    """Take the lock and return the agent as it is now, if it may be deprecated."""
    journal.lock()
    agent = Agent.objects.select_related("collection", "revision", "successor").get(pk=agent.pk)
    require(by, "deprecate", agent)
    if agent.status == Agent.Status.RETIRED:
        heir = agent.successor
        raise Gone("agent", agent.key, successor=heir.key if heir else None)
    journal.refuse_stale(agent.key, since)
    return agent


def _save(agent: Agent, verb: JournalEntry.Verb, by: Actor, message: str) -> None:
    agent.updated = timezone.now()
    agent.save(update_fields=["deprecated", "reason", "successor", "updated"])
    change = journal.Change(verb, agent.collection.slug, agent.key)
    journal.record([change], author=by.name, message=message)
