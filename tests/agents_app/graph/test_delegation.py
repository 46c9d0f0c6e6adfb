"""Delegation: which tools are reached, and by which way."""

from agents_app.graph import delegated_tools, reach
from tests.agents_app.graph.drawing_lots import drawn

GRAPH = drawn("a>c a>b b>d c>e d>a x>a")
TOOLS = {"a": ["Read"], "b": ["Bash", "Read"], "c": ["Bash"], "d": ["Write"], "x": ["Agent"]}


def tools_of(key):
    return TOOLS.get(key, [])


def test_each_tool_comes_with_the_shortest_way_to_it():
    assert delegated_tools(reach(GRAPH, "a"), tools_of) == [
        ("Bash", ("a", "b")),
        ("Read", ("a",)),
        ("Write", ("a", "b", "d")),
    ]


def test_work_is_handed_on_along_the_edges_only():
    tools = {each.tool for each in delegated_tools(reach(GRAPH, "e"), tools_of)}
    assert tools == set()
    assert "Agent" not in {each.tool for each in delegated_tools(reach(GRAPH, "a"), tools_of)}


def test_an_agent_without_tools_may_still_reach_some():
    graph = drawn("a>b")
    assert delegated_tools(reach(graph, "a"), {"a": [], "b": ["Bash"]}.__getitem__) == [
        ("Bash", ("a", "b"))
    ]
