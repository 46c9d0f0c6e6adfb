"""Trails: the shortest way from one agent to another, with what is said along it."""

from __future__ import annotations

from dataclasses import dataclass

from agents_app.graph import Graph, along, shortest_path
from agents_app.querysets.agents import AgentQuerySet
from agents_app.querysets.graph import graph_of
from agents_app.querysets.integrations import IntegrationQuerySet
from agents_app.querysets.walks import walkable


@dataclass(frozen=True)
class Trail:
    """A way: path holds the keys from source to target, None where no way leads there."""

    source: str
    target: str
    path: tuple[str, ...] | None
    graph: Graph

    @property
    def length(self) -> int | None:
        """Return how many steps it takes."""
        return None if self.path is None else len(self.path) - 1


def trail(agents: AgentQuerySet, edges: IntegrationQuerySet, source: str, target: str) -> Trail:
    """Return the shortest way between two keys; of equal ones, that whose keys come first.

    Queries: one for each end, those of a walk, the agents on the way, their edges. Raises Missing.
    """
    start, end = (agents.briefly().by_key(key) for key in (source, target))
    walked = walkable(agents, edges, (start.pk, source), until=end.pk)
    path = shortest_path(walked, source, target) if target in walked else None
    rows = list(agents.filter(key__in=path or ()).as_nodes())
    said = edges.among([row[0] for row in rows]).as_edges()
    return Trail(source, target, path, along(graph_of(rows, said), path or ()))
