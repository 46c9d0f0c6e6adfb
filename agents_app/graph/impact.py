"""Impact: who is affected if an agent goes."""

from __future__ import annotations

from typing import NamedTuple

from agents_app.graph.graph import Graph
from agents_app.graph.reach import reach


class Affected(NamedTuple):
    """An agent that leads to the one that goes.

    distance: 1 where it names it itself. via: the next on the shortest way there, the one that
    goes where the distance is 1.
    """

    key: str
    distance: int
    via: str


def impact(graph: Graph, key: str) -> list[Affected]:
    """Return everybody from whom a way leads to a key; the nearest first, then by key."""
    found = reach(graph, key, direction="in")
    affected = [
        Affected(other, distance, found.before(other) or key)
        for other, distance in found.distances.items()
        if other != key
    ]
    return sorted(affected, key=lambda each: (each.distance, each.key))
