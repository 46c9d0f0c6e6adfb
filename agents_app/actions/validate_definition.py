"""Validate a definition: read and judge a text as if it were published; nothing is stored."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from agents_app.actions.hold_definition import why_held
from agents_app.actions.publish_agent import new_agent
from agents_app.actions.store_definition import judged
from agents_app.actions.write_definitions import Draft
from agents_app.actor import Actor
from agents_app.definitions import Definition, Finding, lint, read_definition
from agents_app.models import Agent, Collection

Fate = Literal["new", "revision", "unchanged", "name_retired", "blocked", "held"]
FATES: tuple[Fate, ...] = get_args(Fate)


@dataclass(frozen=True, slots=True)
class Validation:
    """What a text says, what lint says of it, and what it would become under which key."""

    key: str
    would_be: Fate
    definition: Definition
    findings: tuple[Finding, ...]


def validate_definition(
    data: bytes, *, by: Actor, path: str = "", collection: Collection | None = None
) -> Validation:
    """Judge a text beside the agents of a collection, or by itself where none is given.

    by: who would bring it; some must wait where others need not.
    Raises Refusal for a text that is no definition.
    """
    definition = read_definition(data, path=path)
    if collection is None:
        return Validation(definition.name, "new", definition, lint(definition))
    here = Agent.objects.filter(collection=collection, name=definition.name)
    agent = here.select_related("collection", "revision").first()
    draft = judged(agent or new_agent(collection, definition), definition)
    fate = _fate(draft, by)
    return Validation(draft.agent.key, fate, definition, tuple(draft.findings))


def _fate(draft: Draft, by: Actor) -> Fate:
    """Return what would become of it, in the order in which publishing asks."""
    agent, definition = draft.agent, draft.definition
    if agent.status == Agent.Status.RETIRED:
        return "name_retired"
    if agent.revision is not None and agent.revision.digest == definition.digest:
        return "unchanged"
    if agent.collection.policy.blocking(draft.findings):
        return "blocked"
    if why_held(agent, definition, by=by):
        return "held"
    return "new" if draft.is_new else "revision"
