"""``GET /api/graph/report/``: what is odd about the graph of the agents that fit."""

import pytest

from api.graph.reports import MOST_LISTED
from tests.makers import make_agent, make_listing

pytestmark = pytest.mark.usefixtures("team")


def test_shows_every_part(ask):
    assert ask("graph/report/") == {
        "agent_count": 6,
        "edge_count": 4,
        "dangling_count": 2,
        "components": {
            "count": 3,
            "results": [
                {"size": 4, "agents": ["a", "bee", "dee", "sea"]},
                {"size": 1, "agents": ["alone"]},
                {"size": 1, "agents": ["far:z"]},
            ],
        },
        "cycles": {
            "count": 1,
            "results": [{"size": 3, "agents": ["a", "bee", "sea"], "example": ["a", "bee", "sea"]}],
        },
        "orphans": {"count": 2, "results": ["alone", "far:z"]},
        "unnamed": {"count": 1, "results": ["dee"]},
        "hubs_out": [
            {"agent": "a", "degree": 1},
            {"agent": "bee", "degree": 1},
            {"agent": "dee", "degree": 1},
            {"agent": "sea", "degree": 1},
        ],
        "hubs_in": [
            {"agent": "bee", "degree": 2},
            {"agent": "a", "degree": 1},
            {"agent": "sea", "degree": 1},
        ],
        "one_way": {
            "count": 4,
            "results": [
                {"source": "a", "target": "bee"},
                {"source": "bee", "target": "sea"},
                {"source": "dee", "target": "bee"},
                {"source": "sea", "target": "a"},
            ],
        },
        "dangling": {
            "count": 1,
            "results": [
                {
                    "target": "nobody-here",
                    "suggestion": None,
                    "count": 2,
                    "sources": ["far:z", "sea"],
                }
            ],
        },
    }


def test_takes_the_filters_of_agents(ask):
    told = ask("graph/report/?category=web")
    assert (told["agent_count"], told["edge_count"], told["dangling_count"]) == (2, 1, 0)
    assert told["cycles"] == {"count": 0, "results": []}
    assert told["unnamed"]["results"] == ["a"]


def test_suggests_what_a_dangling_name_may_mean(ask):
    make_agent("docker-expert")
    make_agent("caller", body=make_listing("dcoker-expert"))
    dangling = ask("graph/report/")["dangling"]["results"]
    assert {each["target"]: each["suggestion"] for each in dangling} == {
        "nobody-here": None,
        "dcoker-expert": "docker-expert",
    }


def test_shows_the_first_and_counts_all(ask, hundred):
    hundred()
    told = ask("graph/report/?collection=many")
    # Each of the hundred names 001 and 002, which name each other.
    assert told["one_way"]["count"] == 196
    assert told["cycles"]["results"][0]["agents"] == ["many:agent-001", "many:agent-002"]
    assert told["dangling"]["results"][0]["count"] == 100
    assert told["hubs_in"][0] == {"agent": "many:agent-001", "degree": 99}
    assert len(told["hubs_out"]) == 20
    for number in range(6):
        body = make_listing(*(f"nobody-{number}-{other}" for other in range(50)))
        make_agent(f"lost-{number}", body=body)
    dangling = ask("graph/report/?q=lost")["dangling"]
    assert (dangling["count"], len(dangling["results"])) == (300, MOST_LISTED)


def test_costs_the_same_for_few_agents_and_for_a_hundred(
    client, hundred, django_assert_num_queries
):
    for more in (lambda: None, hundred):
        more()
        with django_assert_num_queries(4):  # serial, hidden, agents, edges
            client.get("/api/graph/report/")


def test_is_no_graph_to_draw(client):
    response = client.get("/api/graph/report/?format=mermaid")
    assert (response.status_code, response.json()["allowed"][0]) == (406, "application/json")


def test_refuses_what_it_does_not_know(client):
    response = client.get("/api/graph/report/?limit=5")
    assert (response.status_code, response.json()["code"]) == (400, "unknown_parameter")
