"""``GET /api/agents/{key}/reach/``: which tools it comes to by handing work on."""

import pytest

from agents_app.models import Agent
from tests.makers import make_agent, make_listing

pytestmark = pytest.mark.usefixtures("team")


def ways(answer):
    return {each["tool"]: each["path"] for each in answer["tools"]}


def test_shows_each_tool_with_the_way_to_it(ask):
    told = ask("agents/dee/reach/")
    assert (told["agent"], told["agent_count"], told["everything"]) == ("dee", 3, None)
    assert ways(told) == {
        "Bash": ["dee", "bee"],
        "Read": ["dee"],
        "Write": ["dee", "bee", "sea"],
        "mcp__docs__*": ["dee"],
    }
    assert told["tools"][2] == {
        "tool": "Write",
        "kind": "builtin",
        "server": None,
        "standing": "current",
        "capabilities": ["write"],
        "had": "declared",
        "distance": 2,
        "path": ["dee", "bee", "sea"],
    }


def test_shows_each_capability_with_the_way_to_it(ask):
    assert ask("agents/dee/reach/")["capabilities"] == [
        {"capability": "read", "path": ["dee"]},
        {"capability": "write", "path": ["dee", "bee", "sea"]},
        {"capability": "shell", "path": ["dee", "bee"]},
        {"capability": "mcp", "path": ["dee"]},
    ]


def test_an_agent_without_tools_or_neighbours_reaches_nothing(ask):
    told = ask("agents/alone/reach/")
    assert (told["agent_count"], told["capabilities"], told["tools"]) == (0, [], [])


def test_whoever_inherits_has_all_current_tools_and_what_the_others_name(ask):
    make_agent("caller", tools="mcp__own__look, deploy", body=make_listing("heir-expert"))
    make_agent("heir-expert", tools=None, disallowedTools="Bash")
    told = ask("agents/caller/reach/")
    assert told["everything"] == ["caller", "heir-expert"]
    assert ways(told)["Write"] == ["caller", "heir-expert"]
    assert ways(told)["deploy"] == ["caller"]
    assert "Bash" not in ways(told)
    assert {each["had"] for each in told["tools"]} == {"declared", "inherited"}


def test_a_denied_or_dead_tool_is_not_reached(ask):
    make_agent("caller", tools="MultiEdit, Read, mcp__docs__look", disallowedTools="mcp__docs")
    assert ways(ask("agents/caller/reach/")) == {"Read": ["caller"]}
    make_agent("barred", tools=None, disallowedTools="*")
    told = ask("agents/barred/reach/")
    assert (told["everything"], told["tools"]) == (None, [])


def test_a_whole_server_gives_the_tools_of_it_that_others_name(ask):
    make_agent("caller", tools="mcp__docs__*", body=make_listing("namer-expert"))
    make_agent("namer-expert", tools="mcp__docs__look")
    assert ways(ask("agents/caller/reach/")) == {
        "mcp__docs__*": ["caller"],
        "mcp__docs__look": ["caller"],
    }


def test_says_the_same_as_the_filter_of_agents(ask):
    for key in Agent.objects.values_list("key", flat=True):
        for each in ask(f"agents/{key}/reach/")["tools"]:
            if each["standing"] != "pattern":
                able = Agent.objects.published().able_to_use(each["tool"])
                assert able.filter(key=each["path"][-1]).exists(), (key, each)
                assert not able.filter(key__in=each["path"][:-1]).exists(), (key, each)


def test_a_long_walk_over_all_edges_tells_the_same(ask, client, monkeypatch):
    step_by_step = ask("agents/dee/reach/")
    monkeypatch.setattr("agents_app.querysets.walks.MOST_LEVELS", 1)
    monkeypatch.setattr("agents_app.querysets.delegations._MOST_AT_ONCE", 1)
    assert client.get("/api/agents/dee/reach/").json() == step_by_step


def test_costs_the_same_for_one_that_is_reached_and_for_a_hundred(
    client, tmp_path, hundred, django_assert_num_queries
):
    hundred()
    make_agent("callee-expert")
    make_agent("caller", body=make_listing("callee-expert"))
    names = [f"agent-{number:03}" for number in range(100)]
    make_agent("chief", collection="many", body=make_listing(*names))
    for key in ("caller", "many:chief"):
        # serial, hidden, agent, two steps, keys, agents, grants
        with django_assert_num_queries(8):
            client.get(f"/api/agents/{key}/reach/")
