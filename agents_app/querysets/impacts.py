"""The impact of an agent: who is affected if it goes, and which edges would lead nowhere."""

from __future__ import annotations

from dataclasses import dataclass

from agents_app.graph import Affected, Edge, impact
from agents_app.querysets.agents import AgentQuerySet
from agents_app.querysets.graph import MOST_EDGES, MOST_NODES, graph_of
from agents_app.querysets.integrations import IntegrationQuerySet
from agents_app.querysets.walks import walkable


@dataclass(frozen=True)
class Impact:
    """Who is affected: counts of all, the nearest of them with their titles.

    edges: what the direct ones say of the agent.
    """

    agent: str
    direct_count: int
    count: int
    affected: list[Affected]
    titles: dict[str, str]
    edges: tuple[Edge, ...]

    @property
    def truncated(self) -> bool:
        """Return whether there are more than those shown."""
        return self.count > len(self.affected)


def impact_of(agents: AgentQuerySet, edges: IntegrationQuerySet, key: str) -> Impact:
    """Return who leads to a key. Raises Missing.

    Queries: the agent, those of a walk against the edges, the agents that are shown, their edges.
    """
    gone = agents.node(key)
    affected = impact(walkable(agents, edges, (gone[0], key), direction="in"), key)
    shown = affected[:MOST_NODES]
    rows = list(agents.filter(key__in=[each.key for each in shown]).as_nodes())
    said = edges.filter(target=gone[0]).as_edges()[:MOST_EDGES]
    return Impact(
        agent=key,
        direct_count=sum(each.distance == 1 for each in affected),
        count=len(affected),
        affected=shown,
        titles={row[1]: row[2] for row in rows},
        edges=graph_of([gone, *rows], said).edges,
    )
