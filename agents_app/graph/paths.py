"""Paths: the shortest way from one agent to another, and what is said along it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from agents_app.graph.graph import Graph
from agents_app.graph.reach import reach


def shortest_path(graph: Graph, source: str, target: str) -> tuple[str, ...] | None:
    """Return the keys from source to target, both included; None where no way leads there.

    Of several shortest ways, the one whose keys come first. Raises KeyError for unknown keys.
    """
    found = reach(graph, source, until=target)
    return found.path(target) if graph.places[target] in found.steps else None


def along(graph: Graph, path: Sequence[str]) -> Graph:
    """Return the part of the graph that a path is: its agents, and the edges that it takes."""
    taken = set(pairwise(path))
    nodes = (graph.nodes[graph.places[key]] for key in path if key in graph)
    return Graph.of(
        nodes,
        (edge for edge in graph.edges if not edge.dangling and (edge.source, edge.target) in taken),
    )
