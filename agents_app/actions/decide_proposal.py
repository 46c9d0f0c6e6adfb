"""Decide on a proposal: the text that waited becomes a revision by its author, or never does."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from agents_app import audit, journal
from agents_app.actions.hold_definition import refuse_blocked
from agents_app.actions.publish_agent import new_agent, refuse_shared_path, refuse_taken
from agents_app.actions.restore_agent import bring_back
from agents_app.actions.store_definition import judged, write_draft
from agents_app.actor import Actor
from agents_app.definitions import Definition
from agents_app.errors import BadRequest, Conflict
from agents_app.models import Agent, JournalEntry, Proposal
from agents_app.rights import require


@transaction.atomic
def approve_proposal(proposal: Proposal, *, by: Actor, reason: str = "") -> Proposal:
    """Publish what was held, under its author's name.

    Raises Conflict ``already_decided``; ``proposal_outdated`` if the agent has changed since, and
    what publishing raises for a new one; Blocked where the policy has come to refuse it.
    """
    proposal = _opened(proposal, by)
    definition = proposal.definition
    draft = judged(_subject(proposal, definition), definition)
    refuse_blocked(draft)
    is_back = proposal.brings_back
    verb = JournalEntry.Verb.AGENT_RESTORED if is_back else JournalEntry.Verb.AGENT_REVISED
    proposal.agent = write_draft(
        draft, author=proposal.author, message=proposal.message, revised=verb, is_back=is_back
    )
    return _closed(proposal, Proposal.State.APPROVED, by, reason)


@transaction.atomic
def reject_proposal(proposal: Proposal, *, by: Actor, reason: str) -> Proposal:
    """Let it be. Raises BadRequest ``blank`` without a reason; Conflict ``already_decided``."""
    proposal = _opened(proposal, by)
    if not reason.strip():
        raise BadRequest("blank", "Say why, so that its author can do better.", field="reason")
    return _closed(proposal, Proposal.State.REJECTED, by, reason)


def _opened(proposal: Proposal, by: Actor) -> Proposal:
    """Take the lock and return the proposal as it is now, if it is still to be decided."""
    journal.lock()
    proposal = Proposal.objects.for_detail().get(pk=proposal.pk)
    require(by, "curate", proposal.collection)
    if proposal.state != Proposal.State.HELD:
        raise Conflict(
            "already_decided", f"Proposal {proposal.number} is {proposal.state} already."
        )
    return proposal


def _subject(proposal: Proposal, definition: Definition) -> Agent:
    """Return the agent that it makes or revises, if that is still as its author saw it."""
    agent, collection = proposal.agent, proposal.collection
    if agent is None:
        refuse_taken(Agent.objects.filter(collection=collection, name=proposal.name).first())
        agent = new_agent(collection, definition, owner=proposal.proposer_id)
        refuse_shared_path(agent)
        return agent
    is_gone = agent.status == Agent.Status.RETIRED
    number = agent.revision.number if agent.revision else None
    if number != proposal.base or is_gone != proposal.brings_back:
        raise Conflict(
            "proposal_outdated",
            f"{agent.key!r} has changed since this was proposed; let its author propose it anew.",
        )
    if is_gone:
        bring_back(agent)
    return agent


def _closed(proposal: Proposal, state: Proposal.State, by: Actor, reason: str) -> Proposal:
    """Record the decision."""
    proposal.state, proposal.decided = state, timezone.now()
    proposal.decider, proposal.reason = by.name, reason.strip()
    proposal.save(update_fields=["agent", "state", "decided", "decider", "reason"])
    told = audit.Deed(f"proposal.{state}", proposal.key, detail=proposal.reason)
    audit.note([told], actor=by.name)
    return proposal
