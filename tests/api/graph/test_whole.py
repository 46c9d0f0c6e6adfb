"""``GET /api/graph/``: the agents that fit, and the edges among them."""

import pytest

from agents_app.actions.retire_agent import retire_agent
from agents_app.actor import SYSTEM
from agents_app.models import Agent
from tests.api.graph.answers import ends, keys_in
from tests.makers import make_agent

pytestmark = pytest.mark.usefixtures("team")


def test_shows_every_agent_and_every_edge(ask):
    graph = ask("graph/")
    assert (graph["count"], graph["truncated"]) == (6, False)
    assert keys_in(graph) == ["a", "alone", "bee", "dee", "far:z", "sea"]
    assert ends(graph) == [
        ("a", "bee"),
        ("bee", "sea"),
        ("dee", "bee"),
        ("far:z", "nobody-here"),
        ("sea", "a"),
        ("sea", "nobody-here"),
    ]


def test_a_node_shows_what_the_contract_says(ask):
    assert ask("graph/")["nodes"][0] == {
        "key": "a",
        "url": "http://testserver/api/agents/a/",
        "title": "a",
        "collection": "library",
        "category": "web",
        "capabilities": ["read"],
        "health": "ok",
    }


def test_an_edge_shows_what_the_contract_says(ask):
    resolved, *_, dangling = ask("graph/")["edges"]
    assert resolved == {
        "source": "a",
        "target": "bee",
        "state": "resolved",
        "group": None,
        "note": "Work on it together",
        "line": resolved["line"],
        "origin": "text",
        "suggestion": None,
    }
    assert (dangling["target"], dangling["state"]) == ("nobody-here", "dangling")


def test_edges_that_leave_the_filtered_agents_are_left_out_and_dangling_ones_stay(ask):
    graph = ask("graph/?category=data")
    assert keys_in(graph) == ["dee", "sea"]
    assert ends(graph) == [("sea", "nobody-here")]
    assert ends(ask("graph/?category=web")) == [("a", "bee")]


@pytest.mark.parametrize(
    ("query", "keys"),
    [
        ("collection=far", ["far:z"]),
        ("tool=Bash", ["bee", "far:z"]),
        ("can=shell&collection=library", ["bee"]),
        ("integrates_with=bee", ["a", "dee"]),
        ("integrated_by=sea", ["a"]),
        ("tool_none=Read&category=data", ["sea"]),
        ("q=nothing-at-all", []),
    ],
)
def test_takes_the_filters_of_agents(ask, query, keys):
    assert keys_in(ask(f"graph/?{query}")) == keys
    assert [row["key"] for row in ask(f"agents/?{query}")["results"]] == keys


def test_shows_the_first_by_key_and_says_that_there_are_more(ask):
    graph = ask("graph/?limit=3")
    assert (graph["count"], graph["truncated"]) == (6, True)
    assert keys_in(graph) == ["a", "alone", "bee"]
    assert ends(graph) == [("a", "bee")]


def test_leaves_out_the_retired(ask):
    retire_agent(Agent.objects.get(key="bee"), by=SYSTEM)
    graph = ask("graph/?collection=library")
    assert keys_in(graph) == ["a", "alone", "dee", "sea"]
    states = {(edge["source"], edge["target"]): edge["state"] for edge in graph["edges"]}
    assert states == {
        ("a", "bee"): "dangling",
        ("dee", "bee"): "dangling",
        ("sea", "a"): "resolved",
        ("sea", "nobody-here"): "dangling",
    }


def test_an_edge_that_is_not_certain_counts_while_its_target_is_there(ask):
    make_agent("caller", body="Ask @agent-flask for help.")
    assert "caller" not in dict(ends(ask("graph/")))
    make_agent("flask")
    assert ("caller", "flask") in ends(ask("graph/"))


def test_costs_the_same_for_few_agents_and_for_a_hundred(
    client, hundred, django_assert_num_queries
):
    for more in (lambda: None, hundred):
        more()
        with django_assert_num_queries(5) as asked:  # serial, hidden, count, agents, edges
            client.get("/api/graph/")
    said = " ".join(query["sql"] for query in asked.captured_queries)
    for heavy in ('"content"', '"front_matter"', '"opening"', '"words"'):
        assert heavy not in said


@pytest.mark.parametrize(
    ("query", "code", "field", "near"),
    [
        ("colection=far", "unknown_parameter", "colection", ["collection"]),
        ("collection=faar", "unknown_value", "collection", ["far"]),
        ("ordering=key", "unknown_parameter", "ordering", []),
        ("limit=0", "bad_value", "limit", []),
        ("limit=2001", "bad_value", "limit", []),
        ("limit=two", "bad_value", "limit", []),
        ("limit=+2", "bad_value", "limit", []),
        ("limit=1&limit=2", "repeated_parameter", "limit", []),
        ("fields=nodes", "unknown_parameter", "fields", []),
    ],
)
def test_refuses_what_it_does_not_know(client, query, code, field, near):
    response = client.get(f"/api/graph/?{query}")
    problem = response.json()
    assert (response.status_code, problem["code"]) == (400, code)
    assert problem["errors"][0]["field"] == field
    assert problem["did_you_mean"] == near
