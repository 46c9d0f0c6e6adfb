"""``GET /api/agents/`` by tools: the algebra's words as parameters, alone and together."""

import pytest

from tests.makers import make_agent


@pytest.fixture
def five(db):
    """One agent of each kind of access."""
    make_agent("all", tools=None)
    make_agent("all-but", tools=None, disallowedTools="Bash, PowerShell, Monitor, mcp__docs")
    make_agent("docs", tools="Read, mcp__docs__*")
    make_agent("reader", tools="Read, Grep", model="opus")
    make_agent("runner", tools="Bash(git *), mcp__docs__look, LS")


@pytest.mark.usefixtures("five")
@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("tool=Read", ["all", "all-but", "docs", "reader"]),
        ("tool=Read,Bash", ["all"]),
        ("tool=LS", []),
        ("tool_any=Bash,Grep", ["all", "all-but", "reader", "runner"]),
        ("tool_none=Bash", ["all-but", "docs", "reader"]),
        ("tool_none=Bash&tool_none=Grep", ["docs"]),
        ("tool_only=Read,Grep,Glob", ["reader"]),
        ("tool_only=Bash,mcp__docs__look", ["runner"]),
        ("tool_only=Read,mcp__docs__look", []),
        ("tool_only=Read,mcp__docs", ["docs"]),
        ("mcp_server=docs", ["all", "docs", "runner"]),
        ("tool=mcp__docs__find", ["all", "docs"]),
        ("can=shell", ["all", "runner"]),
        ("can=network,write", ["all", "all-but"]),
        ("can=mcp&tool_none=Read", ["runner"]),
        ("tool=Read&model=opus", ["reader"]),
        ("tool=Read&q=code&ordering=-key", ["reader", "docs", "all-but", "all"]),
    ],
)
def test_answers(keys, query, expected):
    assert keys(f"agents/?{query}") == expected


@pytest.mark.usefixtures("five")
def test_rows_say_how_each_asked_tool_is_had(ask):
    page = ask("agents/?tool=mcp__docs__look&tool_any=Read,Bash&fields=name,asked_tools")
    assert {
        row["name"]: {a["tool"]: a["had"] for a in row["asked_tools"]} for row in page["results"]
    } == {
        "all": {"mcp__docs__look": "inherited", "Read": "inherited", "Bash": "inherited"},
        "docs": {"mcp__docs__look": "wildcard", "Read": "declared", "Bash": None},
        "runner": {"mcp__docs__look": "declared", "Read": None, "Bash": "declared"},
    }


@pytest.mark.usefixtures("five")
def test_rows_say_nothing_where_nothing_was_asked(ask):
    assert [row["asked_tools"] for row in ask("agents/")["results"]] == [[]] * 5


def test_costs_the_same_for_one_row_and_for_a_hundred(
    client, db, hundred, django_assert_num_queries
):
    make_agent("first")
    query = "tool=Read&tool_any=Read,Bash&tool_none=Write&can=read"
    for more in (lambda: None, hundred):
        more()
        with django_assert_num_queries(5):  # serial, hidden, count, page with collection, grants
            client.get(f"/api/agents/?limit=200&{query}")
