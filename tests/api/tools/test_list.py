"""``GET /api/tools/``: what agents may call, with how many may."""

import pytest

from agents_app.models import Agent
from tests.makers import make_agent


def names(ask, query=""):
    return [row["name"] for row in ask(f"tools/?{query}")["results"]]


def test_counts_who_may_use_a_tool_and_who_declares_it(ask):
    make_agent("declares", tools="Read, Bash(git *)")
    make_agent("inherits", tools=None)
    make_agent("denied", tools=None, disallowedTools="Bash")
    bash = next(row for row in ask("tools/")["results"] if row["name"] == "Bash")
    assert list(bash) == [
        "url",
        "name",
        "kind",
        "server",
        "standing",
        "capabilities",
        "agent_count",
        "declared_count",
    ]
    assert (bash["agent_count"], bash["declared_count"]) == (2, 1)
    assert bash["url"] == "http://testserver/api/tools/Bash/"
    assert bash["capabilities"] == ["shell"]


def test_every_count_is_what_the_agents_filter_finds(ask):
    make_agent("a", tools="Read, mcp__docs__look, deploy")
    make_agent("b", tools="mcp__docs__*, *")
    make_agent("c", tools=None, disallowedTools="mcp__docs__look")
    make_agent("d", tools="MultiEdit")
    for row in ask("tools/")["results"]:
        found = Agent.objects.published().able_to_use(row["name"]).count()
        assert row["agent_count"] == found, row["name"]


def test_patterns_are_no_tools(ask):
    make_agent(tools="Read, mcp__docs__*, *")
    assert names(ask) == ["Read"]


def test_narrows_by_kind_server_standing_and_words(ask):
    make_agent(tools="Read, MultiEdit, deploy, mcp__docs__look, mcp__web__look")
    assert names(ask, "kind=mcp") == ["mcp__docs__look", "mcp__web__look"]
    assert names(ask, "server=docs") == ["mcp__docs__look"]
    assert names(ask, "standing=dead") == ["MultiEdit"]
    assert names(ask, "standing=unknown&kind=unknown") == ["deploy"]
    assert names(ask, "q=LOOK+web") == ["mcp__web__look"]


def test_orders(ask):
    make_agent(tools="Read, deploy, mcp__docs__look")
    assert names(ask, "ordering=-name") == ["mcp__docs__look", "deploy", "Read"]
    assert names(ask, "ordering=-kind,name") == ["deploy", "mcp__docs__look", "Read"]


def test_pages_one_after_another(ask, client):
    make_agent(tools="Read, Bash, Grep, Write")
    page = ask("tools/?ordering=kind,-name&limit=3")
    assert [row["name"] for row in page["results"]] == ["Write", "Read", "Grep"]
    assert [row["name"] for row in client.get(page["next"]).json()["results"]] == ["Bash"]


def test_costs_the_same_for_one_tool_and_for_a_hundred(client, db, django_assert_num_queries):
    for tools in ("Read", ", ".join(f"mcp__s{number}__look" for number in range(100))):
        make_agent(f"agent-{len(tools)}", tools=tools)
        with django_assert_num_queries(4):  # serial, hidden, count, page with its counts
            client.get("/api/tools/?limit=200")


@pytest.mark.parametrize(
    ("query", "field", "near"),
    [
        ("kind=mcpp", "kind", ["mcp"]),
        ("kind=wildcard", "kind", []),
        ("server=dosc", "server", ["docs"]),
        ("standing=pattern", "standing", []),
        ("knd=mcp", "knd", ["kind"]),
    ],
)
def test_refuses_what_it_does_not_know(client, db, query, field, near):
    make_agent(tools="mcp__docs__look")
    response = client.get(f"/api/tools/?{query}")
    assert response.status_code == 400
    assert response.json()["errors"][0]["field"] == field
    assert response.json()["did_you_mean"] == near
