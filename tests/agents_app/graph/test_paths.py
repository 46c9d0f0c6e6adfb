"""Paths: the shortest way, or none."""

import pytest

from agents_app.graph import along, shortest_path
from tests.agents_app.graph.drawing_lots import drawn


@pytest.mark.parametrize(
    ("source", "target", "path"),
    [
        ("a", "d", ("a", "b", "d")),
        ("a", "a", ("a",)),
        ("d", "a", None),
        ("a", "alone", None),
    ],
)
def test_finds_the_shortest_way(source, target, path):
    graph = drawn("a>c a>b b>d c>d a>e e>f f>d", "alone")
    assert shortest_path(graph, source, target) == path


def test_of_equal_ways_the_keys_decide_and_not_the_order_of_the_edges():
    assert shortest_path(drawn("a>z a>m m>t z>t"), "a", "t") == ("a", "m", "t")
    assert shortest_path(drawn("z>t a>z m>t a>m"), "a", "t") == ("a", "m", "t")


def test_a_dangling_edge_leads_nowhere():
    assert shortest_path(drawn("a>?b", "b"), "a", "b") is None


def test_a_path_is_drawn_with_its_edges_only():
    graph = drawn("a>b b>c c>a a>c b>a a>?gone")
    way = along(graph, ("a", "b", "c"))
    assert [(edge.source, edge.target) for edge in way.edges] == [("a", "b"), ("b", "c")]
    assert [node.key for node in way.nodes] == ["a", "b", "c"]


@pytest.mark.parametrize(("source", "target"), [("a", "nobody"), ("nobody", "a")])
def test_an_agent_that_is_not_there_is_a_key_error(source, target):
    with pytest.raises(KeyError):
        shortest_path(drawn("a>b"), source, target)
