"""``GET /api/tools/{name}/``: one tool with the agents that may use it."""

import pytest

from tests.makers import make_agent


def test_shows_the_agents_that_may_use_it(ask):
    make_agent("declares", tools="Bash")
    make_agent("inherits", tools=None)
    make_agent("not", tools="Read")
    tool = ask("tools/Bash/")
    assert [agent["key"] for agent in tool["agents"]] == ["declares", "inherits"]
    assert tool["agents"][0].keys() == {"url", "key", "title", "description"}
    assert tool["agent_count"] == 2
    assert tool["all_agents"] == "http://testserver/api/agents/?tool=Bash"


def test_shows_the_first_agents_only_and_leads_to_the_rest(ask, hundred, client):
    hundred()
    tool = ask("tools/mcp__one__look/")
    assert (len(tool["agents"]), tool["agent_count"]) == (50, 100)
    assert client.get(tool["all_agents"]).json()["count"] == 100


@pytest.mark.parametrize(
    "name", ["deploy/prod", "a.b/c/", "mcp__docs__look.up", "50% off", "ä-tool", "x+y", "q?#&=1"]
)
def test_takes_any_name(client, db, name):
    make_agent(tools=[name])
    row = client.get("/api/tools/").json()["results"][0]
    answer = client.get(row["url"]).json()
    assert (answer["name"], answer["url"]) == (name, row["url"])
    assert client.get(answer["all_agents"]).json()["count"] == 1


def test_an_alias_leads_to_the_tool(ask):
    make_agent(tools="Task")
    assert ask("tools/Task/")["name"] == ask("tools/Agent/")["name"] == "Agent"


def test_costs_the_same_for_one_agent_and_for_a_hundred(
    client, db, hundred, django_assert_num_queries
):
    make_agent("first", tools="mcp__one__look")
    for more in (lambda: None, hundred):
        more()
        with django_assert_num_queries(4):  # serial, hidden, tool with its counts, first agents
            client.get("/api/tools/mcp__one__look/")


@pytest.mark.parametrize(("name", "near"), [("bash", ["Bash"]), ("Bsah", ["Bash"]), ("zzz", [])])
def test_a_missing_tool_is_told_with_near_names(client, db, name, near):
    make_agent(tools="Bash, Grep")
    response = client.get(f"/api/tools/{name}/")
    assert (response.status_code, response.json()["did_you_mean"]) == (404, near)


@pytest.mark.parametrize("name", ["mcp__docs__*", "*", "%00"])
def test_a_pattern_is_no_tool(client, db, name):
    make_agent(tools="mcp__docs__*")
    assert client.get(f"/api/tools/{name}/").status_code == 404
