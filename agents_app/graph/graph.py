"""A graph of agents: nodes, edges, and who stands next to whom."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple


class Node(NamedTuple):
    """An agent, by as much as a drawing shows of it."""

    key: str
    title: str = ""
    collection: str = ""
    category: str = ""
    capabilities: tuple[str, ...] = ()
    health: str = ""


class Edge(NamedTuple):
    """One statement of one agent about another, as its text has it.

    target: the key of the agent that is meant; where there is none, ``dangling`` is true and it
    is the name as stated. line: 1-based, 0 where unknown. suggestion: the name that a dangling
    edge most likely means, ``""`` where none is near.
    """

    source: str
    target: str
    dangling: bool = False
    group: str = ""
    note: str = ""
    line: int = 0
    origin: str = ""
    suggestion: str = ""

    @property
    def state(self) -> str:
        """Return ``resolved`` where the target exists, else ``dangling``."""
        return "dangling" if self.dangling else "resolved"


@dataclass(frozen=True)
class Graph:
    """Nodes in key order, each key once, and the edges between them; build it by ``of``.

    A node's *place* is its index in ``nodes``: places are compared as keys are, and are quicker.
    """

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]

    @classmethod
    def of(cls, nodes: Iterable[Node], edges: Iterable[Edge]) -> Graph:
        """Return the graph of these nodes with those of the edges that stay among them.

        A dangling edge stays with its source. Edges are ordered by source, then as given.
        """
        by_key = {node.key: node for node in nodes}
        staying = [
            edge
            for edge in edges
            if edge.source in by_key and (edge.dangling or edge.target in by_key)
        ]
        staying.sort(key=lambda edge: edge.source)
        return cls(tuple(by_key[key] for key in sorted(by_key)), tuple(staying))

    def __contains__(self, key: str) -> bool:
        return key in self.places

    @cached_property
    def places(self) -> dict[str, int]:
        """Return the place of each key."""
        return {node.key: place for place, node in enumerate(self.nodes)}

    @cached_property
    def out(self) -> list[list[int]]:
        """Return for each place the places that it names, each once, in order."""
        places = self.places
        found: list[list[int]] = [[] for _ in self.nodes]
        for edge in self.edges:
            if not edge.dangling:
                found[places[edge.source]].append(places[edge.target])
        return [sorted(set(row)) if len(row) > 1 else row for row in found]

    @cached_property
    def into(self) -> list[list[int]]:
        """Return for each place the places that name it, each once, in order."""
        found: list[list[int]] = [[] for _ in self.nodes]
        for place, row in enumerate(self.out):
            for target in row:
                found[target].append(place)
        return found

    def key(self, place: int) -> str:
        """Return the key at a place."""
        return self.nodes[place].key

    def among(self, keys: Iterable[str]) -> Graph:
        """Return the part of the graph that these keys make, with all edges between them."""
        nodes = self.nodes
        return Graph.of((nodes[self.places[key]] for key in set(keys)), self.edges)
