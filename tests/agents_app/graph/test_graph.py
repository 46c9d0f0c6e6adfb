"""The graph: who is in it, and which edges stay."""

import pytest

from agents_app.graph import Edge, Graph, Node
from tests.agents_app.graph.drawing_lots import drawn


def test_nodes_are_in_key_order_each_once():
    graph = Graph.of([Node("b"), Node("a", "first"), Node("a", "last")], [])
    assert [node.key for node in graph.nodes] == ["a", "b"]
    assert graph.nodes[0].title == "last"
    assert "a" in graph
    assert "c" not in graph


def test_edges_that_leave_the_graph_are_left_out_and_dangling_ones_stay():
    edges = [Edge("b", "x"), Edge("x", "a"), Edge("b", "a"), Edge("a", "x", dangling=True)]
    graph = Graph.of([Node("a"), Node("b")], edges)
    assert graph.edges == (Edge("a", "x", dangling=True), Edge("b", "a"))


def test_a_pair_counts_once_however_often_it_is_stated():
    graph = drawn("a>b a>b b>a a>?b")
    assert len(graph.edges) == 4
    assert (graph.out, graph.into) == ([[1], [0]], [[1], [0]])


def test_a_part_keeps_the_edges_inside_it():
    part = drawn("a>b b>c c>a a>?gone").among(["a", "b"])
    assert [node.key for node in part.nodes] == ["a", "b"]
    assert [(edge.source, edge.target) for edge in part.edges] == [("a", "b"), ("a", "gone")]


def test_a_graph_can_not_be_changed():
    graph = drawn("a>b")
    with pytest.raises(AttributeError):
        graph.nodes = ()
    with pytest.raises(AttributeError):
        graph.nodes[0].title = "other"
