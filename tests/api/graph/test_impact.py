"""``GET /api/agents/{key}/impact/``: who is affected if it goes."""

import pytest

from tests.api.graph.answers import ends
from tests.makers import make_agent, make_listing

pytestmark = pytest.mark.usefixtures("team")


def test_shows_who_is_affected_and_through_whom(ask):
    told = ask("agents/sea/impact/")
    assert (told["agent"], told["count"], told["direct_count"]) == ("sea", 3, 1)
    assert [(each["key"], each["distance"], each["via"]) for each in told["affected"]] == [
        ("bee", 1, "sea"),
        ("a", 2, "bee"),
        ("dee", 2, "bee"),
    ]
    assert told["affected"][0]["url"] == "http://testserver/api/agents/bee/"
    assert told["affected"][0]["title"] == "bee"
    assert ends(told) == [("bee", "sea")]
    assert told["truncated"] is False


def test_whom_nobody_names_affects_nobody(ask):
    told = ask("agents/alone/impact/")
    assert (told["count"], told["affected"], told["edges"]) == (0, [], [])


def test_counts_all_and_shows_the_nearest(ask, monkeypatch):
    monkeypatch.setattr("agents_app.querysets.impacts.MOST_NODES", 2)
    told = ask("agents/sea/impact/")
    assert (told["count"], told["truncated"]) == (3, True)
    assert [each["key"] for each in told["affected"]] == ["bee", "a"]


@pytest.mark.parametrize(("limit", "value"), [("MOST_LEVELS", 1), ("_MOST_MET", 2)])
def test_a_long_walk_over_all_edges_tells_the_same(ask, client, monkeypatch, limit, value):
    step_by_step = ask("agents/sea/impact/")
    monkeypatch.setattr(f"agents_app.querysets.walks.{limit}", value)
    assert client.get("/api/agents/sea/impact/").json() == step_by_step


def test_costs_the_same_for_one_that_is_affected_and_for_a_hundred(
    client, hundred, django_assert_num_queries
):
    make_agent("callee-expert")
    make_agent("caller", body=make_listing("callee-expert"))
    hundred()
    # Of the hundred, 001 and 002 name each other, and that takes no step more.
    for key in ("callee-expert", "many:agent-001"):
        with django_assert_num_queries(8):  # serial, hidden, agent, two steps, keys, who, edges
            client.get(f"/api/agents/{key}/impact/")


def test_takes_no_parameter(client):
    response = client.get("/api/agents/a/impact/?depth=1")
    assert (response.status_code, response.json()["code"]) == (400, "unknown_parameter")
