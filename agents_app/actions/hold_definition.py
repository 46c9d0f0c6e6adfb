"""Hold a definition: policy looks at a text before it becomes a revision."""

from __future__ import annotations

from django.utils import timezone

from agents_app import audit
from agents_app.actions.write_definitions import Draft
from agents_app.actor import Actor
from agents_app.definitions import Definition, read_definition
from agents_app.definitions.policy import widening
from agents_app.errors import Blocked, Conflict
from agents_app.models import Agent, Collection, Proposal
from agents_app.rights import may


def refuse_blocked(draft: Draft) -> None:
    """Refuse what the collection's policy keeps out, whoever brings it; raises Blocked."""
    collection = draft.agent.collection
    if found := collection.policy.blocking(draft.findings):
        raise Blocked(collection.slug, found)


def hold_definition(
    draft: Draft, *, by: Actor, message: str = "", is_back: bool = False
) -> Proposal | None:
    """Keep a definition for a curator if it can do more than the present one; else None.

    is_back: the agent was retired, so readers meet nothing of it. A proposal that its author made
    before gives way to this one. The caller holds the journal's lock, and readers meet no change.
    Raises Conflict ``name_proposed``, where somebody else waits with a new agent of that name.
    """
    agent, definition = draft.agent, draft.definition
    reasons = why_held(agent, definition, by=by, is_back=is_back)
    if not reasons:
        return None
    _give_way(agent.collection, definition.name, by)
    proposal = Proposal.objects.create(
        number=Proposal.objects.last_number() + 1,
        collection=agent.collection,
        agent=None if draft.is_new else agent,
        name=definition.name,
        path=agent.path,
        base=agent.revision.number if agent.revision else None,
        brings_back=is_back,
        digest=definition.digest,
        content=definition.source.data,
        widens=reasons,
        proposer_id=by.user,
        author=by.name,
        message=message,
        created=timezone.now(),
    )
    audit.note(
        [audit.Deed("proposal.held", proposal.key, detail=", ".join(reasons))], actor=by.name
    )
    return proposal


def why_held(
    agent: Agent, definition: Definition, *, by: Actor, is_back: bool = False
) -> list[str]:
    """Return why a definition must wait for a curator, as reasons of a diff; empty if it need not.

    Whoever decides has no need to wait for themselves.
    """
    collection = agent.collection
    if not collection.holds_widening or may(by, "curate", collection):
        return []
    return widening(None if is_back else _present(agent), definition)


def _present(agent: Agent) -> Definition | None:
    """Return what readers meet now."""
    if agent.pk is None or agent.revision is None:
        return None
    return read_definition(bytes(agent.revision.content), path=agent.path)


def _give_way(collection: Collection, name: str, by: Actor) -> None:
    """Set aside what waits for the same agent; what somebody else brought goes on waiting."""
    held = Proposal.objects.filter(collection=collection, name=name).in_state(Proposal.State.HELD)
    if held.exclude(proposer=by.user).exists():
        raise Conflict(
            "name_proposed", f"Somebody else's text for {name!r} waits for a curator already."
        )
    held.update(state=Proposal.State.SUPERSEDED, decided=timezone.now())
