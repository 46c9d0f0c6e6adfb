"""Ghosts: what a drawing shows where an edge leads to nobody."""

from __future__ import annotations

from agents_app.graph.graph import Graph


def ghosts(graph: Graph) -> dict[str, str]:
    """Return each dangling name, in order, with an id that no agent has: ``?name``."""
    names = sorted({edge.target for edge in graph.edges if edge.dangling})
    mark = "?"
    while any(mark + name in graph for name in names):
        mark += "?"
    return {name: mark + name for name in names}
