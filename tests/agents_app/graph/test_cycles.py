"""Cycles: who leads back to whom."""

from agents_app.graph import cycles
from agents_app.graph.cycles import strong_components
from tests.agents_app.graph.drawing_lots import drawn


def test_groups_those_that_reach_each_other_with_one_round():
    found = cycles(drawn("a>b b>c c>a c>d d>e e>d x>a"))
    assert found == [(("a", "b", "c"), ("a", "b", "c")), (("d", "e"), ("d", "e"))]


def test_the_round_is_the_shortest_through_the_first():
    assert cycles(drawn("a>b b>c c>d d>a b>a"))[0].example == ("a", "b")
    assert cycles(drawn("a>c c>a a>b b>a"))[0].example == ("a", "b")


def test_the_largest_comes_first():
    found = cycles(drawn("a>b b>a x>y y>z z>x"))
    assert [cycle.members for cycle in found] == [("x", "y", "z"), ("a", "b")]


def test_one_agent_is_a_cycle_only_where_it_names_itself():
    assert cycles(drawn("a>a b>c")) == [(("a",), ("a",))]


def test_a_tree_has_none():
    assert cycles(drawn("a>b a>c b>d c>d a>?a")) == []


def test_every_agent_is_in_one_strong_component():
    graph = drawn("a>b b>a b>c", "d")
    assert sorted(map(sorted, strong_components(graph))) == [[0, 1], [2], [3]]
