"""Reach: distances, directions, depth, and which of several ways is told."""

import pytest

from agents_app.graph import reach
from tests.agents_app.graph.drawing_lots import drawn

GRAPH = drawn("a>b a>c b>d c>d d>e x>a", "alone")


@pytest.mark.parametrize(
    ("direction", "depth", "met"),
    [
        ("out", None, {"a": 0, "b": 1, "c": 1, "d": 2, "e": 3}),
        ("out", 1, {"a": 0, "b": 1, "c": 1}),
        ("out", 0, {"a": 0}),
        ("in", None, {"a": 0, "x": 1}),
        ("both", 2, {"a": 0, "b": 1, "c": 1, "x": 1, "d": 2}),
    ],
)
def test_says_how_far_away_each_is(direction, depth, met):
    assert reach(GRAPH, "a", direction=direction, depth=depth).distances == met


def test_the_nearest_come_first_then_the_keys_on_the_way():
    graph = drawn("a>z a>b z>c b>y y>q c>p")
    assert list(reach(graph, "a").distances) == ["a", "b", "z", "y", "c", "q", "p"]


def test_tells_the_way_whose_keys_come_first():
    found = reach(GRAPH, "a")
    assert found.path("e") == ("a", "b", "d", "e")
    assert (found.path("a"), found.before("a"), found.before("d")) == (("a",), None, "b")


def test_against_the_edges_the_way_is_told_from_the_start():
    assert reach(GRAPH, "e", direction="in").path("x") == ("e", "d", "b", "a", "x")


def test_stops_once_it_has_met_whom_it_looks_for():
    assert "e" not in reach(GRAPH, "a", until="d").distances


def test_an_agent_that_is_not_there_is_a_key_error():
    with pytest.raises(KeyError):
        reach(GRAPH, "nobody")
