"""Reach: whom one agent comes to, step by step, and how."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from agents_app.graph.graph import Graph

Direction = Literal["out", "in", "both"]
DIRECTIONS: tuple[Direction, ...] = ("out", "in", "both")


@dataclass(frozen=True)
class Reach:
    """What a walk in breadth met: the nearest first, then by the keys on the way.

    steps: the place that each place was met from, in the order met; the start from itself.
    """

    graph: Graph
    start: int
    steps: dict[int, int]

    @cached_property
    def distances(self) -> dict[str, int]:
        """Return how many steps each key is away, the start included, in the order met."""
        away = {self.start: 0}
        for place, before in self.steps.items():
            if place != self.start:
                away[place] = away[before] + 1
        key = self.graph.key
        return {key(place): distance for place, distance in away.items()}

    def before(self, key: str) -> str | None:
        """Return the last stop before a key, None for the start."""
        place = self.graph.places[key]
        return None if place == self.start else self.graph.key(self.steps[place])

    def path(self, key: str) -> tuple[str, ...]:
        """Return the keys from the start to a key that was met, both included."""
        places = [self.graph.places[key]]
        while places[-1] != self.start:
            places.append(self.steps[places[-1]])
        return tuple(self.graph.key(place) for place in reversed(places))


def reach(
    graph: Graph,
    start: str,
    *,
    direction: Direction = "out",
    depth: int | None = None,
    until: str | None = None,
) -> Reach:
    """Walk from a key along its edges, against them, or both ways.

    depth: how many steps at most, None for as far as it goes. until: a key to stop at once met.
    Of several shortest ways to a key, the one whose keys come first is taken. Raises KeyError.
    """
    first = graph.places[start]
    goal = -1 if until is None else graph.places[until]
    steps = {first: first}
    level = [first]
    while level and goal not in steps and depth != 0:
        depth = depth - 1 if depth is not None else None
        met: list[int] = []
        for place in level:
            for beside in _beside(graph, place, direction):
                if beside not in steps:
                    steps[beside] = place
                    met.append(beside)
        level = met
    return Reach(graph, first, steps)


def _beside(graph: Graph, place: int, direction: Direction) -> Iterable[int]:
    if direction == "out":
        return graph.out[place]
    if direction == "in":
        return graph.into[place]
    return sorted((*graph.out[place], *graph.into[place]))
