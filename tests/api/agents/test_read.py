"""``GET /api/agents/{key}/``: everything about one agent."""

import json

from agents_app.actions.retire_agent import retire_agent
from agents_app.actions.revise_agent import revise_agent
from agents_app.actor import SYSTEM
from tests.makers import make_agent, make_listing, make_text

BODY = """You open.

# Role

Text of the role.

## Skills

- **Speed**: be quick
- plain entry

#### Deep

# Last

## Integration with Other Agents

**GROUP**:
- **With helper**: Share the work
- **With nobody-here**: Ask for more
"""


def test_shows_the_whole_agent(ask):
    make_agent("helper", body=make_listing("whole"))
    make_agent(
        "whole",
        body=BODY,
        path="web/whole.md",
        tools="Read, Bash(git *), mcp__docs__*",
        disallowedTools="Write",
        extra={"deep": [1, None]},
    )
    agent = ask("agents/whole/")
    assert agent["status"] == "published"
    assert agent["tier"] == "strict"
    assert agent["opening"] == "You open."
    assert agent["category"] == "web"
    assert agent["path"] == "web/whole.md"
    assert agent["markdown"] == "http://testserver/api/agents/whole/?format=md"
    assert [field["key"] for field in agent["front_matter"]] == [
        "name",
        "description",
        "tools",
        "disallowedTools",
        "extra",
    ]
    assert agent["front_matter"][-1]["value"] == {"deep": [1, None]}
    assert agent["revision"]["size"] > 100


def test_shows_grants_in_order_with_the_token_as_written(ask):
    make_agent("granted", tools="Read, Bash(git *), mcp__docs__*", disallowedTools="Write")
    grants = ask("agents/granted/")["grants"]
    shown = [(grant["tool"], grant["token"], grant["effect"]) for grant in grants]
    assert shown == [
        ("Read", "Read", "allow"),
        ("Bash", "Bash(git *)", "allow"),
        ("mcp__docs__*", "mcp__docs__*", "allow"),
        ("Write", "Write", "deny"),
    ]
    assert [grant["position"] for grant in grants] == [1, 2, 3, 4]
    assert (grants[2]["kind"], grants[2]["server"]) == ("mcp", "docs")
    assert grants[0]["server"] is None


def test_hangs_each_section_under_the_nearest_larger_heading(ask):
    make_agent("whole", body=BODY)
    tree = ask("agents/whole/")["sections"]
    role, last = tree
    assert [role["title"], last["title"]] == ["Role", "Last"]
    skills = role["sections"][0]
    assert skills["points"] == [
        {"term": "Speed", "text": "be quick"},
        {"term": None, "text": "plain entry"},
    ]
    assert skills["sections"][0]["title"] == "Deep"
    assert skills["sections"][0]["level"] == 4
    assert last["sections"][0]["sections"] == []


def test_shows_edges_in_both_directions(ask):
    make_agent("helper", body=make_listing("whole"))
    make_agent("whole", body=BODY)
    edges = ask("agents/whole/")["integrations"]
    assert [(edge["target"], edge["state"]) for edge in edges["outgoing"]] == [
        ("helper", "resolved"),
        ("nobody-here", "dangling"),
    ]
    helper, nobody = edges["outgoing"]
    assert helper["agent"] == "http://testserver/api/agents/helper/"
    assert (helper["group"], helper["note"], helper["source"]) == (
        "GROUP",
        "Share the work",
        "text",
    )
    assert nobody["agent"] is None
    assert edges["incoming"][0]["source"] == "helper"
    assert edges["incoming"][0]["agent"] == "http://testserver/api/agents/helper/"


def test_a_retired_neighbour_is_no_neighbour(ask):
    make_agent("helper", body=make_listing("whole"))
    make_agent("whole", body=BODY)
    retire_agent(make_agent("parting", body=make_listing("whole")), by=SYSTEM)
    assert [edge["source"] for edge in ask("agents/whole/")["integrations"]["incoming"]] == [
        "helper"
    ]


def test_shows_findings(ask):
    make_agent("old", tools="Read, MultiEdit")
    finding = next(each for each in ask("agents/old/")["findings"] if each["rule"] == "T003")
    assert finding.keys() == {"rule", "severity", "message", "line", "column", "fix"}
    assert finding["severity"] == "warning"


def test_costs_the_same_whatever_the_agent_holds(client, db, hundred, django_assert_num_queries):
    make_agent("bare", body="Nothing.")
    hundred()
    for key in ("bare", "many:agent-001"):
        # serial, hidden, agent with collection and revision, grants, findings, sections, out, in
        with django_assert_num_queries(8):
            assert client.get(f"/api/agents/{key}/").status_code == 200
    assert len(client.get("/api/agents/many:agent-001/").json()["integrations"]["incoming"]) > 90


def test_shows_the_newest_text(ask):
    agent = make_agent("reader", description="Old words of it.")
    revise_agent(agent, make_text("reader", description="New words of it."), by=SYSTEM.named("ann"))
    shown = ask("agents/reader/")
    assert shown["description"] == "New words of it."
    assert (shown["revision"]["number"], shown["revision"]["author"]) == (2, "ann")


def test_a_missing_agent_is_told_with_near_names(client, db):
    make_agent("django-expert")
    response = client.get("/api/agents/djang-expert/")
    assert response.status_code == 404
    assert response["Content-Type"] == "application/problem+json"
    assert response.json()["did_you_mean"] == ["django-expert"]


def test_a_retired_agent_is_gone(client, db):
    retire_agent(make_agent("gone"), by=SYSTEM)
    answer = client.get("/api/agents/gone/")
    assert (answer.status_code, answer.json()["code"]) == (410, "retired")
    assert client.get("/api/agents/gone/?format=md").status_code == 410


def test_what_is_private_is_missing_even_when_it_is_retired(client, db):
    gone = retire_agent(make_agent("gone", collection="secret"), by=SYSTEM)
    type(gone.collection).objects.update(private=True)
    same = {"x-request-id": "one-for-both"}
    hidden, never = (
        client.get(f"/api/agents/secret:{name}/", headers=same) for name in ("gone", "nope")
    )
    assert (hidden.status_code, never.status_code) == (404, 404)
    assert json.loads(hidden.content.replace(b"gone", b"nope")) == never.json()


def test_takes_any_key_that_stands_between_two_slashes(client, db):
    make_agent("c.x_y", collection="team.one")
    assert client.get("/api/agents/team.one:c.x_y/").status_code == 200
    for odd in ("%00", "%2e%2e", "a%2fb", "%ff", "%F0%9F%92%A9", "a;b", "x" * 3_000):
        assert client.get(f"/api/agents/{odd}/").status_code == 404, odd
