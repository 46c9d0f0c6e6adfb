"""Graphs out of the registry: a portion to draw, or the outline of all that fits a question."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from agents_app.graph import Edge, Graph, Node
from agents_app.querysets.agents import AgentQuerySet
from agents_app.querysets.integrations import IntegrationQuerySet

MOST_NODES = 2_000
MOST_EDGES = 20_000


@dataclass(frozen=True)
class Portion:
    """As much of a graph as one answer holds; count: the agents that fit, shown or not."""

    graph: Graph
    count: int
    truncated: bool


def portion(agents: AgentQuerySet, edges: IntegrationQuerySet, *, most: int) -> Portion:
    """Return the first ``most`` of these agents by key and the edges among them, in three queries.

    Dangling edges stay with who states them. truncated: agents or edges were left out.
    """
    count = agents.count()
    rows = list(agents.as_nodes()[:most])
    here = [row[0] for row in rows]
    inside = edges.stated_by(here).filter(edges.lost | Q(target__in=here))
    stated = list(inside.as_edges()[: MOST_EDGES + 1])
    graph = graph_of(rows, stated[:MOST_EDGES])
    return Portion(graph, count, count > len(rows) or len(stated) > MOST_EDGES)


def outline(agents: AgentQuerySet, edges: IntegrationQuerySet) -> Graph:
    """Return the graph of all these agents by key alone, notes left out, in two queries."""
    keys: dict[int, str] = dict(agents.order_by().values_list("pk", "key"))
    rows = edges.stated_by(agents.order_by().values("pk")).as_outline()
    return Graph.of(
        map(Node, keys.values()),
        (
            Edge(keys[source], keys.get(target, ""))
            if target
            else Edge(keys[source], name, dangling=True, suggestion=suggestion or "")
            for source, target, name, suggestion in rows.iterator()
            if source in keys
        ),
    )


def graph_of(nodes: Iterable[tuple[Any, ...]], edges: Iterable[tuple[Any, ...]]) -> Graph:
    """Return the graph of rows as ``as_nodes`` and ``as_edges`` give them."""
    shown = {row[0]: _node(row) for row in nodes}
    keys = {pk: node.key for pk, node in shown.items()}
    return Graph.of(shown.values(), (_edge(row, keys) for row in edges))


def _node(row: tuple[Any, ...]) -> Node:
    _, key, title, collection, category, capabilities, health = row
    return Node(key, title, collection, category, tuple(capabilities), health)


def _edge(row: tuple[Any, ...], keys: Mapping[int, str]) -> Edge:
    source, target, name, group, note, line, origin, suggestion = row
    end = keys.get(target, "") if target else name
    return Edge(
        keys.get(source, ""), end, target is None, group, note, line, origin, suggestion or ""
    )
