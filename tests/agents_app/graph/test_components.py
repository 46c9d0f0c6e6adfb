"""Components: islands, whichever way the edges point."""

from agents_app.graph import components
from tests.agents_app.graph.drawing_lots import drawn


def test_the_largest_comes_first_then_by_key():
    graph = drawn("c>d e>d x>y a>?x", "b")
    assert components(graph) == [("c", "d", "e"), ("x", "y"), ("a",), ("b",)]


def test_nobody_makes_no_island():
    assert components(drawn("")) == []
