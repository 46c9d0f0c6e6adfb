"""The neighbourhood of one agent: who is how many steps away, one query for each step."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from agents_app.graph import Direction, Graph
from agents_app.querysets.agents import AgentQuerySet
from agents_app.querysets.graph import MOST_EDGES, MOST_NODES, graph_of
from agents_app.querysets.integrations import IntegrationQuerySet

MOST_STEPS = 5


@dataclass(frozen=True)
class Neighbourhood:
    """The graph around an agent; distances: steps to each key, the agent's own is 0."""

    agent: str
    direction: Direction
    depth: int
    graph: Graph
    distances: dict[str, int]
    truncated: bool


def neighbourhood(
    agents: AgentQuerySet,
    edges: IntegrationQuerySet,
    key: str,
    *,
    direction: Direction,
    depth: int,
) -> Neighbourhood:
    """Return whom one comes to from a key in so many steps, and all edges among them.

    Of the outermost, dangling edges are left out: what they name would be a step further.
    Queries: one for the agent, one for each step, one for the edges. Raises Missing.
    """
    rows = [agents.node(key)]
    distances = {key: 0}
    met = level = inner = {rows[0][0]}
    truncated = False
    for step in range(1, depth + 1):
        room = MOST_NODES - len(met)
        found = list(_beyond(agents, edges, level, met, direction)[: room + 1])
        truncated = truncated or len(found) > room
        rows += found[:room]
        distances |= {row[1]: step for row in found[:room]}
        level = {row[0] for row in found[:room]}
        inner, met = met, met | level
    stated = _stated(edges, met, inner, direction)
    graph = graph_of(rows, stated[:MOST_EDGES])
    truncated = truncated or len(stated) > MOST_EDGES
    return Neighbourhood(key, direction, depth, graph, distances, truncated)


def _beyond(
    agents: AgentQuerySet,
    edges: IntegrationQuerySet,
    level: Collection[int],
    met: Collection[int],
    direction: Direction,
) -> Any:
    """Return the rows of those one step further than a level, none of whom has been met."""
    named = Q(pk__in=edges.filter(agent__in=level).resolved().values("target"))
    naming = Q(pk__in=edges.filter(target__in=level).values("agent"))
    which = {"out": named, "in": naming, "both": named | naming}[direction]
    return agents.filter(which).exclude(pk__in=met).as_nodes()


def _stated(
    edges: IntegrationQuerySet, met: Collection[int], inner: Collection[int], direction: Direction
) -> list[tuple[Any, ...]]:
    """Return the rows of the edges among all that were met, one more than are shown."""
    among = Q(agent__in=met, target__in=met)
    lost = edges.lost & Q(agent__in=[] if direction == "in" else inner)
    return list(edges.filter(among | lost).as_edges()[: MOST_EDGES + 1])
