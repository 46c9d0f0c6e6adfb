"""Walks through the registry: as much of its graph as a way from one agent can touch."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Literal

from agents_app.graph import Edge, Graph, Node
from agents_app.querysets.agents import AgentQuerySet
from agents_app.querysets.integrations import IntegrationQuerySet

# Most walks end after a few steps, each a small query. One that goes further, or meets many at
# once, is cheaper over all edges, read at one go; so no walk asks more often than this.
MOST_LEVELS = 10
_MOST_AT_ONCE = 1_000
_MOST_MET = 10_000  # what a statement may hold on every database


def walkable(
    agents: AgentQuerySet,
    edges: IntegrationQuerySet,
    start: tuple[int, str],
    *,
    direction: Literal["out", "in"] = "out",
    until: int | None = None,
) -> Graph:
    """Return a part of the graph that holds every agent that a walk from ``start`` meets.

    It is by key alone, without notes, and may hold more than the walk needs. start: an agent's id
    and key; it is always there, even if it is retired meanwhile. until: the id of an agent that
    the walk need not go beyond. Queries: one for each step, at most MOST_LEVELS, one
    for all edges where it goes further, one for the keys.
    """
    pairs: set[tuple[int, int]] = set()
    met = level = {start[0]}
    for _ in range(MOST_LEVELS):
        if not level or until in met or len(level) > _MOST_AT_ONCE:
            break
        found = set(_beside(edges, level, direction).as_pairs())
        pairs |= found
        level = {end for pair in found for end in pair} - met
        met = met | level
    is_whole = not level or until in met
    if not is_whole or len(met) > _MOST_MET:
        return _named(start, agents, edges.as_pairs().iterator())
    return _named(start, agents.filter(pk__in=met), pairs)


def _beside(
    edges: IntegrationQuerySet, level: Collection[int], direction: Literal["out", "in"]
) -> IntegrationQuerySet:
    return edges.filter(agent__in=level) if direction == "out" else edges.filter(target__in=level)


def _named(
    start: tuple[int, str], agents: AgentQuerySet, pairs: Iterable[tuple[int, int]]
) -> Graph:
    keys: dict[int, str] = dict([*agents.order_by().values_list("pk", "key"), start])
    return Graph.of(
        map(Node, keys.values()),
        (Edge(keys[a], keys[b]) for a, b in pairs if a in keys and b in keys),
    )
