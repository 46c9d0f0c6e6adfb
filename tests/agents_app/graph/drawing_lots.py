"""Small graphs from a few words, random ones from hypothesis, and the same ones for networkx."""

from __future__ import annotations

import networkx as nx
from hypothesis import strategies as st

from agents_app.graph import Edge, Graph, Node

KEYS = [f"k{number:02}" for number in range(12)]


def drawn(pairs: str, *alone: str) -> Graph:
    """Return a graph from ``"a>b b>c c>?gone"``; ``?`` marks a name that nobody bears."""
    edges = []
    for pair in pairs.split():
        source, target = pair.split(">")
        edges.append(Edge(source, target.removeprefix("?"), dangling=target.startswith("?")))
    keys = {edge.source for edge in edges} | {each.target for each in edges if not each.dangling}
    return Graph.of(map(Node, {*keys, *alone}), edges)


def for_networkx(graph: Graph) -> nx.DiGraph:
    """Return the same nodes and resolved edges as networkx has them."""
    other = nx.DiGraph()
    other.add_nodes_from(node.key for node in graph.nodes)
    other.add_edges_from((edge.source, edge.target) for edge in graph.edges if not edge.dangling)
    return other


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    """Draw a graph of up to twelve agents, with repeats, loops and dangling edges."""
    keys = KEYS[: draw(st.integers(1, len(KEYS)))]
    ends = st.tuples(st.sampled_from(keys), st.sampled_from(keys), st.booleans(), st.booleans())
    pairs = draw(st.lists(ends, max_size=40))
    edges = [Edge(a, b if lives else f"not-{b}", not lives) for a, b, lives, other in pairs]
    edges += [Edge(b, a) for a, b, _, other in pairs if other]
    return Graph.of(map(Node, draw(st.permutations(keys))), edges)
