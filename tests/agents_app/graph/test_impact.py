"""Impact: who is affected, and through whom."""

from agents_app.graph import impact
from tests.agents_app.graph.drawing_lots import drawn


def test_tells_everybody_from_whom_a_way_leads_there():
    graph = drawn("b>a c>a d>c d>b e>d a>x", "alone")
    assert impact(graph, "a") == [
        ("b", 1, "a"),
        ("c", 1, "a"),
        ("d", 2, "b"),
        ("e", 3, "d"),
    ]


def test_who_stands_in_a_cycle_is_not_affected_by_itself():
    assert impact(drawn("a>b b>a"), "a") == [("b", 1, "a")]


def test_nobody_is_affected_where_nobody_names_it():
    assert impact(drawn("a>b"), "a") == []
