"""The report: each of its parts."""

from agents_app.graph import Edge, Graph, Node, report
from agents_app.graph.report import MOST_HUBS
from tests.agents_app.graph.drawing_lots import drawn


def test_counts_agents_and_what_is_stated():
    told = report(drawn("a>b a>b b>a b>?gone", "alone"))
    assert (told.nodes, told.edges, told.dangling_edges) == (3, 3, 1)
    assert [len(island) for island in told.components] == [2, 1]
    assert [cycle.members for cycle in told.cycles] == [("a", "b")]


def test_an_orphan_has_no_neighbour_whatever_it_names_that_is_not_there():
    told = report(drawn("a>b c>?a d>d", "e"))
    assert told.orphans == ["c", "d", "e"]


def test_the_unnamed_name_others_and_are_not_named():
    assert report(drawn("a>b b>c d>c", "e")).unnamed == ["a", "d"]


def test_hubs_are_ranked_by_neighbours_then_by_key():
    told = report(drawn("a>b a>c a>c d>c d>b b>c e>?x"))
    assert told.out_hubs == [("a", 2), ("d", 2), ("b", 1)]
    assert told.in_hubs == [("c", 3), ("b", 2)]


def test_only_the_first_hubs_are_told():
    told = report(drawn(" ".join(f"k{number:02}>z" for number in range(40))))
    assert len(told.out_hubs) == MOST_HUBS
    assert told.in_hubs == [("z", 40)]


def test_a_pair_is_one_way_where_nobody_names_back():
    assert report(drawn("a>b b>a a>c a>c d>a e>e")).one_way == [("a", "c"), ("d", "a")]


def test_dangling_names_are_grouped_with_who_states_them_and_what_they_may_mean():
    edges = [
        Edge("a", "dcoker", True, suggestion="docker"),
        Edge("b", "dcoker", True, suggestion="docker"),
        Edge("b", "dcoker", True, suggestion="docker"),
        Edge("b", "zzz", True),
        Edge("c", "aaa", True),
    ]
    told = report(Graph.of(map(Node, "abc"), edges))
    assert told.dangling == [
        ("dcoker", "docker", ("a", "b")),
        ("aaa", "", ("c",)),
        ("zzz", "", ("b",)),
    ]


def test_nothing_is_reported_of_nobody():
    told = report(drawn(""))
    assert (told.nodes, told.components, told.cycles, told.in_hubs) == (0, [], [], [])
