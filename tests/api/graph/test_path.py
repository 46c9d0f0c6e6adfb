"""``GET /api/graph/path/``: the shortest way between two agents."""

import pytest

from tests.api.graph.answers import ends, keys_in
from tests.makers import make_agent, make_listing

pytestmark = pytest.mark.usefixtures("team")


def test_shows_the_way_and_what_is_said_along_it(ask):
    found = ask("graph/path/?from=dee&to=a")
    assert (found["source"], found["target"], found["length"]) == ("dee", "a", 3)
    assert found["path"] == ["dee", "bee", "sea", "a"]
    assert keys_in(found) == ["a", "bee", "dee", "sea"]
    assert ends(found) == [("bee", "sea"), ("dee", "bee"), ("sea", "a")]
    assert {edge["note"] for edge in found["edges"]} == {"Work on it together"}


def test_where_no_way_leads_there_is_none(ask):
    found = ask("graph/path/?from=a&to=dee")
    assert (found["length"], found["path"], found["nodes"], found["edges"]) == (None, None, [], [])


def test_from_an_agent_to_itself_is_no_step(ask):
    found = ask("graph/path/?from=a&to=a")
    assert (found["length"], found["path"], found["edges"]) == (0, ["a"], [])


def test_of_equal_ways_the_keys_decide(ask):
    make_agent("end-expert")
    for name in ("way-two", "way-one"):
        make_agent(name, body=make_listing("end-expert"))
    make_agent("begin-expert", body=make_listing("way-two", "way-one"))
    found = ask("graph/path/?from=begin-expert&to=end-expert")
    assert found["path"] == ["begin-expert", "way-one", "end-expert"]


def test_a_way_may_be_longer_than_the_walk_that_asks_step_by_step(ask):
    names = [f"step-{number:02}" for number in range(30)]
    for name, target in zip(names, [*names[1:], "step-00"], strict=True):
        make_agent(name, body=make_listing(target))
    assert ask("graph/path/?from=step-00&to=step-29")["path"] == names


def test_costs_the_same_with_a_hundred_agents_around(client, hundred, django_assert_num_queries):
    for more in (lambda: None, hundred):
        more()
        # serial, hidden, both ends are known, both ends, three steps, keys, agents, their edges
        with django_assert_num_queries(12):
            client.get("/api/graph/path/?from=dee&to=a")


@pytest.mark.parametrize(
    ("query", "code", "field", "near"),
    [
        ("to=a", "missing_parameter", "from", []),
        ("from=a", "missing_parameter", "to", []),
        ("from=aloen&to=a", "unknown_value", "from", ["alone"]),
        ("from=a&to=aloen", "unknown_value", "to", ["alone"]),
        ("from=a&too=a", "unknown_parameter", "too", ["to"]),
        ("from=a&to=a&collection=far", "unknown_parameter", "collection", []),
        ("from=a&from=bee&to=a", "repeated_parameter", "from", []),
    ],
)
def test_refuses_what_it_does_not_know(client, query, code, field, near):
    response = client.get(f"/api/graph/path/?{query}")
    problem = response.json()
    assert (response.status_code, problem["code"]) == (400, code)
    assert problem["errors"][0]["field"] == field
    assert problem["did_you_mean"] == near
