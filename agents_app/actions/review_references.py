"""Review references: redo the findings that depend on which other agents exist."""

from __future__ import annotations

from collections.abc import Collection as Group

from agents_app.actions.write_definitions import finding_row, health_of
from agents_app.definitions import Surroundings, lint, read_definition
from agents_app.models import Agent, Finding

RULES = ("R001",)


def review_references(agents: Group[int]) -> None:
    """Lint the references of these agents again and set their health.

    Their texts have not changed, their neighbours have.
    """
    names: dict[int, frozenset[str]] = {}
    for agent in Agent.objects.published().filter(pk__in=agents).select_related("revision"):
        around = names.get(agent.collection_id)
        if around is None:
            around = names[agent.collection_id] = names_in(agent.collection_id)
        review_agent(agent, around)


def review_agent(agent: Agent, names: frozenset[str]) -> None:
    """Replace one agent's findings about references."""
    assert agent.revision is not None
    definition = read_definition(bytes(agent.revision.content), path=agent.path)
    found = lint(definition, Surroundings(names=names), only=RULES)
    agent.findings.filter(rule__in=RULES).delete()
    Finding.objects.bulk_create(finding_row(agent, finding) for finding in found)
    health = health_of(agent.findings.values_list("severity", flat=True))
    if health != agent.health:
        Agent.objects.filter(pk=agent.pk).update(health=health)


def names_in(collection: int) -> frozenset[str]:
    """Return the names of a collection's published agents."""
    published = Agent.objects.published().filter(collection=collection)
    return frozenset(published.values_list("name", flat=True))
