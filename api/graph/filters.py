"""What a question about the graph may say: which agents, how far, from where to where."""

from __future__ import annotations

from typing import Any

from django_filters import FilterSet

from agents_app.graph import DIRECTIONS
from agents_app.querysets.graph import MOST_NODES
from agents_app.querysets.neighbourhoods import MOST_STEPS
from api.parameters import Needed, Number, Word, known_agent
from api.selections import AgentSelection


class GraphFilterSet(AgentSelection):
    """The filters of ``graph/``: those of agents, and how many of them are drawn."""

    limit = Number(1, MOST_NODES, "How many agents to show, the first by key.", default=MOST_NODES)


class ReportFilterSet(AgentSelection):
    """The filters of ``graph/report/``: those of agents."""


class NeighbourhoodFilterSet(FilterSet):
    """How far to go around one agent, and which way."""

    depth = Number(1, MOST_STEPS, "How many steps to go.", default=1)
    direction = Word(
        ("both", *(word for word in DIRECTIONS if word != "both")),
        "direction",
        "`out` goes along the edges, `in` against them, `both` either way.",
    )


# ``from`` is no name that Python takes, so this class is written as what a class statement does.
_ENDS: dict[str, Any] = {
    "__doc__": "The two ends of a path.",
    "from": Needed(known_agent, "The agent that the path begins at."),
    "to": Needed(known_agent, "The agent that it leads to."),
}
PathFilterSet: Any = type(FilterSet)("PathFilterSet", (FilterSet,), _ENDS)
