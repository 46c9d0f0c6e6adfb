"""GraphML: XML that is well formed and read back as it was meant."""

import xml.etree.ElementTree as ET

import networkx as nx
import pytest
from hypothesis import given, settings

from agents_app.graph import Edge, Graph, Node
from agents_app.graph.drawings.graphml import to_graphml
from agents_app.graph.drawings.labels import plain
from tests.agents_app.graph.drawing_lots import for_networkx, graphs
from tests.agents_app.graph.drawings.hostile import HOSTILE


def test_carries_every_attribute():
    nodes = [Node("a", "The first", "library", "web", ("read", "shell"), "ok"), Node("b")]
    edges = [
        Edge("a", "b", False, "GROUP", "Asks", 12, "text"),
        Edge("b", "gone", True, "", "", 3, "handoffs", "gene"),
    ]
    other = nx.parse_graphml(to_graphml(Graph.of(nodes, edges)))
    assert other.nodes["a"] == {
        "title": "The first",
        "collection": "library",
        "category": "web",
        "capabilities": "read shell",
        "health": "ok",
        "dangling": False,
    }
    assert other.nodes["?gone"] == {"title": "gone", "dangling": True}
    assert other.edges["a", "b"] == {
        "group": "GROUP",
        "note": "Asks",
        "line": 12,
        "origin": "text",
        "dangling": False,
    }
    assert other.edges["b", "?gone"]["suggestion"] == "gene"


@given(graphs())
@settings(max_examples=60, deadline=None)
def test_networkx_reads_the_same_graph(graph):
    other = nx.DiGraph(nx.parse_graphml(to_graphml(graph)))
    ghosts = [key for key, about in other.nodes(data=True) if about["dangling"]]
    other.remove_nodes_from(ghosts)
    same = for_networkx(graph)
    assert (set(other.nodes), set(other.edges)) == (set(same.nodes), set(same.edges))


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_words_stay_words(words):
    edges = [Edge("a", "b", group=words, note=words), Edge("a", words, True, suggestion=words)]
    drawing = to_graphml(Graph.of([Node("a", words), Node("b")], edges))
    root = ET.fromstring(drawing.encode())
    said = {each.text or "" for each in root.iter() if each.tag.endswith("}data")}
    assert said - {"false", "true", "0"} == ({plain(words)} - {""})
    assert {each.tag.rpartition("}")[2] for each in root.iter()} == {
        "graphml",
        "key",
        "graph",
        "node",
        "edge",
        "data",
    }
    assert "]]>" not in drawing
