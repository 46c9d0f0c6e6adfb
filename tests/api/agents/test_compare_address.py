"""What ``agents/compare/`` refuses, and the agent that bears this name."""

import pytest

from agents_app.actions.retire_agent import retire_agent
from agents_app.actor import SYSTEM
from tests.makers import make_agent


@pytest.fixture
def pair(db):
    """Two agents that can be compared."""
    make_agent("reader")
    make_agent("writer")


NINE = ",".join(f"key-{number}" for number in range(9))


@pytest.mark.parametrize(
    ("query", "code", "field", "near"),
    [
        ("", "missing_parameter", "keys", []),
        ("keys=", "empty_value", "keys", []),
        ("keys=,%20,", "empty_value", "keys", []),
        ("keys=reader", "too_few_values", "keys", []),
        ("keys=reader,reader", "too_few_values", "keys", []),
        (f"keys={NINE}", "too_many_values", "keys", []),
        ("keys=reader&keys=" * 8 + "reader", "too_many_values", "keys", []),
        ("keys=reader,wirter", "unknown_value", "keys", ["writer"]),
        ("keys=reader,gone", "unknown_value", "keys", []),
        ("keys=reader,Writer", "unknown_value", "keys", ["writer"]),
        ("keys=reader,%00", "bad_value", "keys", []),
        ("keys=reader," + "x" * 300, "unknown_value", "keys", []),
        ("keys=" + "x" * 8_000, "too_long", "keys", []),
        ("key=reader,writer", "unknown_parameter", "key", ["keys"]),
        ("keys=reader,writer&fields=key", "unknown_parameter", "fields", []),
        ("keys=reader,writer&limit=2", "unknown_parameter", "limit", []),
    ],
)
def test_refuses_what_it_can_not_compare(client, pair, query, code, field, near):
    retire_agent(make_agent("gone"), by=SYSTEM)
    response = client.get(f"/api/agents/compare/?{query}")
    problem = response.json()
    assert (response.status_code, problem["code"]) == (400, code)
    assert problem["errors"][0]["field"] == field
    assert problem["did_you_mean"] == near
    assert "ETag" not in response


def test_is_only_read(client, pair):
    for method in (client.post, client.put, client.patch, client.delete):
        assert method("/api/agents/compare/?keys=reader,writer").status_code == 405


def test_an_agent_of_this_name_keeps_its_address(client, ask, pair):
    make_agent("compare", body="# Mine\n")
    url = ask("agents/?q=compare")["results"][0]["url"]
    assert url == "http://testserver/api/agents/compare/"
    assert client.get(url).json()["key"] == "compare"
    assert client.get(f"{url}?format=md").content.startswith(b"---\nname: compare\n")
    assert [section["title"] for section in ask("agents/compare/sections/")] == ["Mine"]
    tag = client.get(url)["ETag"]
    assert client.get(url, headers={"if-none-match": tag}).status_code == 304
    assert client.post(url).status_code == 405


def test_an_agent_of_this_name_is_compared_like_any_other(ask, pair):
    make_agent("compare")
    keys = [agent["key"] for agent in ask("agents/compare/?keys=compare,reader")["agents"]]
    assert keys == ["compare", "reader"]


def test_an_agent_of_this_name_that_is_retired_is_gone(ask, pair):
    retire_agent(make_agent("compare"), by=SYSTEM)
    assert ask("agents/compare/")["code"] == "retired"
