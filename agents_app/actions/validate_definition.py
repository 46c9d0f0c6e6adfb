"""Validate a definition: read and judge a text as if it were published; nothing is stored."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from agents_app.actions.publish_agent import new_agent, surroundings_of
from agents_app.definitions import Definition, Finding, lint, read_definition
from agents_app.models import Agent, Collection

Fate = Literal["new", "revision", "unchanged", "name_retired"]
FATES: tuple[Fate, ...] = ("new", "revision", "unchanged", "name_retired")


@dataclass(frozen=True, slots=True)
class Validation:
    """What a text says, what lint says of it, and what it would become under which key."""

    key: str
    would_be: Fate
    definition: Definition
    findings: tuple[Finding, ...]


def validate_definition(
    data: bytes, *, path: str = "", collection: Collection | None = None
) -> Validation:
    """Judge a text beside the agents of a collection, or by itself where none is given.

    Raises Refusal for a text that is no definition.
    """
    definition = read_definition(data, path=path)
    if collection is None:
        return Validation(definition.name, "new", definition, lint(definition))
    here = Agent.objects.filter(collection=collection, name=definition.name)
    agent = here.select_related("collection", "revision").defer("revision__content").first()
    judged = agent or new_agent(collection, definition)
    findings = lint(definition, surroundings_of(judged, definition))
    return Validation(judged.key, _fate(agent, definition), definition, findings)


def _fate(agent: Agent | None, definition: Definition) -> Fate:
    if agent is None:
        return "new"
    if agent.status == Agent.Status.RETIRED:
        return "name_retired"
    same = agent.revision is not None and agent.revision.digest == definition.digest
    return "unchanged" if same else "revision"
