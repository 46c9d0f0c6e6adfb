"""Family R: the agents that a definition names."""

from __future__ import annotations

from collections.abc import Iterator

from agents_app.definitions.definition import Definition
from agents_app.definitions.integrations import Integration
from agents_app.definitions.lint.finding import Spot, Surroundings, rule
from agents_app.definitions.lint.places import Place, last_line, word_place
from agents_app.definitions.nearness import nearest_agent


@rule("R001", "warning", "There is no agent `{target}` in this collection{hint}")
def names_agents_that_exist(definition: Definition, around: Surroundings) -> Iterator[Spot]:
    """Only what is an agent for certain dangles; a ``collection:name`` is another's to know."""
    if around.names is None:
        return
    for edge in definition.integrations:
        named = edge.certain or edge.origin == "mention"
        if named and ":" not in edge.target and edge.target not in around.names:
            near = nearest_agent(edge.target, around.names)
            hint = f": did you mean `{near}`?" if near else ", or not yet."
            place = _place(definition, edge)
            yield Spot(place.line, place.column, {"target": edge.target, "hint": hint})


def _place(definition: Definition, edge: Integration) -> Place:
    """Find the name in its line, or in the lines of the front matter field that holds it."""
    lines = range(edge.line, edge.line + 1)
    fields = definition.front_matter.fields
    if field := next((field for field in fields if field.line == edge.line), None):
        lines = range(edge.line, last_line(definition, field) + 1)
    for number in lines:
        if edge.target in definition.source.line(number).lower():
            return word_place(definition, number, edge.target)
    return Place(edge.line, 1)
