"""Graph: how agents hang together. Pure Python; knows no Django, no database, no network.

    from agents_app.graph import Edge, Graph, Node, reach, report, shortest_path

    graph = Graph.of([Node("a"), Node("b")], [Edge("a", "b"), Edge("b", "gone", dangling=True)])
    shortest_path(graph, "a", "b"), reach(graph, "a").distances, report(graph).dangling

Every answer is in a total order, by key where nothing else decides, so that the same question has
the same answer in every process. All of it takes time in proportion to agents and edges, and none
of it recurses: a chain of a hundred thousand agents is as harmless as a star.
"""

from agents_app.graph.components import components
from agents_app.graph.cycles import Cycle, cycles
from agents_app.graph.delegation import Delegated, delegated_tools
from agents_app.graph.drawings import DRAWINGS, Drawing
from agents_app.graph.graph import Edge, Graph, Node
from agents_app.graph.impact import Affected, impact
from agents_app.graph.paths import along, shortest_path
from agents_app.graph.reach import DIRECTIONS, Direction, Reach, reach
from agents_app.graph.report import Dangling, Hub, Pair, Report, report

__all__ = [
    "DIRECTIONS",
    "DRAWINGS",
    "Affected",
    "Cycle",
    "Dangling",
    "Delegated",
    "Direction",
    "Drawing",
    "Edge",
    "Graph",
    "Hub",
    "Node",
    "Pair",
    "Reach",
    "Report",
    "along",
    "components",
    "cycles",
    "delegated_tools",
    "impact",
    "reach",
    "report",
    "shortest_path",
]
