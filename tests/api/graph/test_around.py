"""``GET /api/agents/{key}/graph/``: whom one comes to in so many steps."""

import pytest

from agents_app.actions.retire_agent import retire_agent
from agents_app.actor import SYSTEM
from agents_app.models import Agent
from tests.api.graph.answers import ends, keys_in
from tests.makers import make_agent, make_listing

pytestmark = pytest.mark.usefixtures("team")


def distances(answer):
    return {node["key"]: node["distance"] for node in answer["nodes"]}


@pytest.mark.parametrize(
    ("query", "met"),
    [
        ("", {"a": 0, "bee": 1, "sea": 1}),
        ("?direction=out", {"a": 0, "bee": 1}),
        ("?direction=in", {"a": 0, "sea": 1}),
        ("?direction=out&depth=2", {"a": 0, "bee": 1, "sea": 2}),
        ("?direction=in&depth=5", {"a": 0, "sea": 1, "bee": 2, "dee": 3}),
        ("?direction=both&depth=2", {"a": 0, "bee": 1, "sea": 1, "dee": 2}),
    ],
)
def test_goes_so_many_steps_in_one_direction_or_both(ask, query, met):
    graph = ask(f"agents/a/graph/{query}")
    assert distances(graph) == met
    assert (graph["agent"], graph["truncated"]) == ("a", False)


def test_shows_all_edges_among_those_whom_it_shows(ask):
    graph = ask("agents/dee/graph/?direction=out&depth=3")
    assert keys_in(graph) == ["a", "bee", "dee", "sea"]
    assert ends(graph) == [
        ("a", "bee"),
        ("bee", "sea"),
        ("dee", "bee"),
        ("sea", "a"),
        ("sea", "nobody-here"),
    ]


def test_dangling_edges_of_the_outermost_would_be_a_step_further(ask):
    assert ("sea", "nobody-here") in ends(ask("agents/sea/graph/?depth=1&direction=out"))
    assert ("sea", "nobody-here") not in ends(ask("agents/bee/graph/?depth=1&direction=out"))
    assert ("sea", "nobody-here") not in ends(ask("agents/sea/graph/?direction=in"))


def test_says_what_was_asked(ask):
    graph = ask("agents/far:z/graph/?depth=2&direction=in")
    assert (graph["agent"], graph["depth"], graph["direction"]) == ("far:z", 2, "in")
    graph = ask("agents/far:z/graph/")
    assert (graph["depth"], graph["direction"]) == (1, "both")


def test_the_retired_are_no_neighbours(ask):
    retire_agent(Agent.objects.get(key="bee"), by=SYSTEM)
    assert distances(ask("agents/a/graph/?depth=5")) == {"a": 0, "sea": 1}


def test_too_many_neighbours_are_cut_and_said_so(ask, monkeypatch):
    monkeypatch.setattr("agents_app.querysets.neighbourhoods.MOST_NODES", 3)
    graph = ask("agents/bee/graph/?depth=2")
    assert (keys_in(graph), graph["truncated"]) == (["a", "bee", "dee"], True)
    monkeypatch.setattr("agents_app.querysets.neighbourhoods.MOST_EDGES", 1)
    graph = ask("agents/bee/graph/?depth=2")
    assert (len(graph["edges"]), graph["truncated"]) == (1, True)
    assert distances(graph) == {"a": 1, "bee": 0, "dee": 1}


@pytest.mark.parametrize("depth", [1, 2, 3])
def test_costs_a_query_for_each_step_and_the_same_for_a_hundred(
    client, hundred, django_assert_num_queries, depth
):
    hundred()
    make_agent("outer", collection="many", body=make_listing("agent-003"))
    make_agent("before", body=make_listing("middle-expert"))
    make_agent("middle-expert", body=make_listing("before", "behind"))
    make_agent("behind")
    for key in ("before", "many:agent-001"):
        with django_assert_num_queries(4 + depth):  # serial, hidden, agent, each step, edges
            client.get(f"/api/agents/{key}/graph/?depth={depth}")


@pytest.mark.parametrize("question", ["graph", "impact", "reach"])
def test_a_missing_agent_is_told_with_near_names(client, question):
    response = client.get(f"/api/agents/aloen/{question}/")
    assert (response.status_code, response.json()["did_you_mean"]) == (404, ["alone"])
    retire_agent(Agent.objects.get(key="alone"), by=SYSTEM)
    assert client.get(f"/api/agents/alone/{question}/").status_code == 410


@pytest.mark.parametrize(
    ("query", "code", "field", "near"),
    [
        ("depth=0", "bad_value", "depth", []),
        ("depth=6", "bad_value", "depth", []),
        ("depth=1.5", "bad_value", "depth", []),
        ("depth=٣", "bad_value", "depth", []),
        ("direction=outt", "unknown_value", "direction", ["out"]),
        ("dpeth=2", "unknown_parameter", "dpeth", ["depth"]),
        ("collection=far", "unknown_parameter", "collection", []),
    ],
)
def test_refuses_what_it_does_not_know(client, query, code, field, near):
    response = client.get(f"/api/agents/a/graph/?{query}")
    problem = response.json()
    assert (response.status_code, problem["code"]) == (400, code)
    assert problem["errors"][0]["field"] == field
    assert problem["did_you_mean"] == near


def test_the_agent_and_the_root_lead_here(ask, client):
    assert ask("agents/far:z/")["graph"] == "http://testserver/api/agents/far:z/graph/"
    assert client.get(ask("agents/far:z/")["graph"]).json()["agent"] == "far:z"
    assert client.get(ask("")["graph"]).json()["count"] == 6
