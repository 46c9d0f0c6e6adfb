"""Cycles: groups of agents that each lead back to themselves (Kosaraju's two walks)."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from agents_app.graph.graph import Graph


class Cycle(NamedTuple):
    """Agents of which each reaches each other, and one round as an example.

    members: in key order. example: the shortest round through the first of them, its end left
    out, so ``(a, b)`` is a → b → a.
    """

    members: tuple[str, ...]
    example: tuple[str, ...]


def cycles(graph: Graph) -> list[Cycle]:
    """Return every strongly connected component that holds a cycle; the largest first, then by key.

    One agent alone counts where it names itself.
    """
    rounds = [
        sorted(group)
        for group in strong_components(graph)
        if len(group) > 1 or group[0] in graph.out[group[0]]
    ]
    rounds.sort(key=lambda group: (-len(group), group[0]))
    return [
        Cycle(tuple(map(graph.key, group)), tuple(map(graph.key, _round(graph, group))))
        for group in rounds
    ]


def strong_components(graph: Graph) -> list[list[int]]:
    """Return the places of each strongly connected component, single ones included."""
    taken = bytearray(len(graph.nodes))
    found = []
    for root in reversed(_as_finished(graph)):
        if taken[root]:
            continue
        taken[root] = True
        group = [root]
        for place in group:  # it grows while it is read
            for before in graph.into[place]:
                if not taken[before]:
                    taken[before] = True
                    group.append(before)
        found.append(group)
    return found


def _as_finished(graph: Graph) -> list[int]:
    """Return all places in the order in which a walk in depth leaves them."""
    seen = bytearray(len(graph.nodes))
    finished = []
    for root in range(len(graph.nodes)):
        if seen[root]:
            continue
        seen[root] = True
        stack = [(root, iter(graph.out[root]))]
        while stack:
            place, rest = stack[-1]
            deeper = next((beside for beside in rest if not seen[beside]), None)
            if deeper is None:
                finished.append(place)
                stack.pop()
            else:
                seen[deeper] = True
                stack.append((deeper, iter(graph.out[deeper])))
    return finished


def _round(graph: Graph, group: Collection[int]) -> list[int]:
    """Return the shortest round through the first of a component's places."""
    members, first = set(group), min(group)
    steps = {first: first}
    queue = [first]
    for place in queue:  # it grows while it is read
        if first in graph.out[place]:
            way = [place]
            while way[-1] != first:
                way.append(steps[way[-1]])
            return way[::-1]
        for beside in graph.out[place]:
            if beside in members and beside not in steps:
                steps[beside] = place
                queue.append(beside)
    raise ValueError("These places are no component: nothing leads back to the first.")
