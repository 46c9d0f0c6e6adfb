"""A report: what a curator wants to know of a graph at one look."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import NamedTuple

from agents_app.graph.components import components
from agents_app.graph.cycles import Cycle, cycles
from agents_app.graph.graph import Graph

MOST_HUBS = 20


class Hub(NamedTuple):
    """An agent with many neighbours; ``degree`` counts each neighbour once."""

    key: str
    degree: int


class Pair(NamedTuple):
    """One agent names another."""

    source: str
    target: str


class Dangling(NamedTuple):
    """A name that nobody bears, who states it, and which name they most likely mean."""

    target: str
    suggestion: str
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Report:
    """The parts of a report, each in a total order.

    nodes, edges, dangling_edges: how many there are; edges count each statement, resolved ones
    only. orphans: agents without a neighbour, whatever they name that is not there. unnamed:
    agents that nobody names though they name others. one_way: pairs of which the first names the
    second and is not named back.
    """

    nodes: int
    edges: int
    dangling_edges: int
    components: list[tuple[str, ...]]
    cycles: list[Cycle]
    orphans: list[str]
    unnamed: list[str]
    out_hubs: list[Hub]
    in_hubs: list[Hub]
    one_way: list[Pair]
    dangling: list[Dangling]


def report(graph: Graph) -> Report:
    """Report on a graph, in time proportional to its nodes and edges (but for sorting)."""
    dangling_edges = sum(edge.dangling for edge in graph.edges)
    return Report(
        nodes=len(graph.nodes),
        edges=len(graph.edges) - dangling_edges,
        dangling_edges=dangling_edges,
        components=components(graph),
        cycles=cycles(graph),
        orphans=_alone(graph, naming=False),
        unnamed=_alone(graph, naming=True),
        out_hubs=_hubs(graph, graph.out),
        in_hubs=_hubs(graph, graph.into),
        one_way=_one_way(graph),
        dangling=_dangling(graph),
    )


def _alone(graph: Graph, *, naming: bool) -> list[str]:
    """Return the agents that nobody else names and that name others, or none."""
    found = []
    for place, (out, into) in enumerate(zip(graph.out, graph.into, strict=True)):
        by_others = any(beside != place for beside in into)
        others = any(beside != place for beside in out)
        if not by_others and others == naming:
            found.append(graph.key(place))
    return found


def _hubs(graph: Graph, rows: list[list[int]]) -> list[Hub]:
    ranked = sorted((-len(row), place) for place, row in enumerate(rows) if row)
    return [Hub(graph.key(place), -degree) for degree, place in ranked[:MOST_HUBS]]


def _one_way(graph: Graph) -> list[Pair]:
    found: list[Pair] = []
    for place, (out, into) in enumerate(zip(graph.out, graph.into, strict=True)):
        back = set(into)
        found += [Pair(graph.key(place), graph.key(other)) for other in out if other not in back]
    return found


def _dangling(graph: Graph) -> list[Dangling]:
    """Group the dangling edges by what they name; the most wanted first, then by name."""
    stated: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    for edge in graph.edges:
        if edge.dangling:
            stated[edge.target, edge.suggestion][edge.source] = None
    found = [Dangling(*names, tuple(sources)) for names, sources in stated.items()]
    return sorted(found, key=lambda each: (-len(each.sources), each.target, each.suggestion))
