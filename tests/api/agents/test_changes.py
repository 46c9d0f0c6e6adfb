"""``GET /api/agents/{key}/revisions/{old}...{new}/``: what changed between two texts."""

import pytest

from agents_app.actions.retire_agent import retire_agent
from agents_app.actions.revise_agent import revise_agent
from agents_app.actor import SYSTEM
from agents_app.definitions.diff import unified
from agents_app.definitions.source import MAX_BYTES
from tests.makers import make_agent, make_listing, make_text

FIRST = {"tools": "Read, Task", "disallowedTools": "Write", "body": "# Rules\n\nBe kind.\n"}
SECOND = {
    "tools": "Read, Agent, Bash(git *)",
    "model": "opus",
    "permissionMode": "plan",
    "description": "Use it.",
    "color": "red",
    "body": "# Rules\n\nBe strict.\n\n" + make_listing("other"),
}


@pytest.fixture
def changed(db):
    """An agent of two texts, of which the second can do more."""
    agent = make_agent("reader", **FIRST)
    revise_agent(agent, make_text("reader", **SECOND), by=SYSTEM.named("ann"), message="stricter")
    return agent


def test_tells_what_changed(ask, changed):
    answer = ask("agents/reader/revisions/1...2/")
    assert answer["url"] == "http://testserver/api/agents/reader/revisions/1...2/"
    assert answer["agent"] == "http://testserver/api/agents/reader/"
    assert answer["old"]["url"] == "http://testserver/api/agents/reader/revisions/1/"
    assert (answer["old"]["number"], answer["old"]["author"]) == (1, None)
    new = answer["new"]
    assert (new["number"], new["author"], new["message"]) == (2, "ann", "stricter")
    diff = answer["changes"]
    assert (diff["bump"], diff["reasons"][0]) == ("major", "capability_gained")
    assert diff["capabilities"] == {"gained": ["shell"], "lost": []}
    assert [(tool["tool"], tool["had"]) for tool in diff["tools"]["gained"]] == [
        ("Bash", "declared")
    ]
    assert [grant["token"] for grant in diff["tools"]["tokens_added"]] == ["Agent"]
    assert [grant["token"] for grant in diff["tools"]["tokens_removed"]] == ["Task", "Write"]
    assert diff["model"] == {"old": None, "new": "opus"}
    assert diff["permissions"] == [
        {"key": "permissionMode", "how": "added", "old": None, "new": "plan", "loosened": False}
    ]
    assert [field["key"] for field in diff["front_matter"]] == ["color"]
    assert [edge["target"] for edge in diff["integrations"]["gained"]] == ["other"]
    assert [each["path"] for each in diff["sections"]["added"]] == [
        "rules/integration-with-other-agents"
    ]
    assert diff["sections"]["changed"][0]["new"]["path"] == "rules"
    assert diff["description"]["new"] == "Use it."
    [hunk] = diff["prompt"]["hunks"]
    assert {"-Be kind.", "+Be strict."} <= set(hunk["lines"])


def test_reads_what_an_agent_may_do_first(ask, changed):
    parts = list(ask("agents/reader/revisions/1...2/")["changes"])
    assert parts.index("capabilities") < parts.index("tools") < parts.index("model")
    assert parts.index("model") < parts.index("permissions") < parts.index("integrations")
    assert parts[-1] == "prompt"


def test_the_other_way_round_what_was_gained_is_lost(ask, changed):
    there = ask("agents/reader/revisions/1...2/")["changes"]
    back = ask("agents/reader/revisions/2...1/")["changes"]
    assert there["capabilities"]["gained"] == back["capabilities"]["lost"]
    assert there["tools"]["gained"] == back["tools"]["lost"]
    assert (there["bump"], back["bump"]) == ("major", "major")  # ``plan`` is gone
    assert back["permissions"][0]["loosened"] is True


def test_a_text_has_no_changes_from_itself(client, changed):
    answer = client.get("/api/agents/reader/revisions/2...2/").json()
    assert (answer["changes"]["bump"], answer["changes"]["reasons"]) == (None, [])
    assert answer["old"] == answer["new"]
    patch = client.get(answer["patch"])
    assert (patch.content, patch["Content-Type"]) == (b"", "text/x-diff; charset=utf-8")


def test_as_a_unified_diff_it_is_a_harmless_file(client, changed):
    address = "/api/agents/reader/revisions/1...2/"
    response = client.get(address, headers={"accept": "text/x-diff"})
    first, second = make_text("reader", **FIRST), make_text("reader", **SECOND)
    sides = ("reader.md\trevision 1", "reader.md\trevision 2")
    assert response.content.decode() == unified(first, second, *sides)
    expected = {
        "Content-Type": "text/x-diff; charset=utf-8",
        "Content-Disposition": 'inline; filename="reader-1-2.diff"',
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "X-Content-Type-Options": "nosniff",
    }
    assert {name: response[name] for name in expected} == expected
    json = client.get(address)
    assert json.json()["patch"] == f"http://testserver{address}?format=diff"
    assert f'<http://testserver{address}?format=diff>; rel="alternate"' in json["Link"]


@pytest.mark.parametrize("tail", ["", "?format=diff"])
def test_costs_two_queries(client, changed, django_assert_num_queries, tail):
    for numbers in ("1...2", "1...1"):
        with django_assert_num_queries(3):  # serial, hidden, both texts with their agent
            client.get(f"/api/agents/reader/revisions/{numbers}/{tail}")


@pytest.mark.parametrize(
    ("numbers", "missing"), [("1...7", 7), ("7...1", 7), ("8...9", 8), ("9...8", 9), ("3...3", 3)]
)
def test_says_which_revision_is_missing(client, changed, numbers, missing):
    response = client.get(f"/api/agents/reader/revisions/{numbers}/")
    assert (response.status_code, response.json()["code"]) == (404, "not_found")
    assert response.json()["detail"] == f"There is no revision '{missing} of reader'."


def test_says_when_the_agent_is_missing(client, changed):
    problem = client.get("/api/agents/reeder/revisions/1...2/").json()
    assert problem["detail"] == "There is no agent 'reeder'."
    assert problem["did_you_mean"] == ["reader"]


@pytest.mark.parametrize(
    "numbers",
    [
        *("0...1", "1...0", "01...2", "1..2", "1....2", "1...", "...", "...2", "a...b", "-1...2"),
        *("1…2", "1...2...3", "1...9999999999", "1.0...2", "%31...2%00", "1...2%2f", "١...٢"),
    ],
)
@pytest.mark.parametrize("tail", ["", "?format=diff"])
def test_nonsense_is_missing(client, changed, numbers, tail):
    response = client.get(f"/api/agents/reader/revisions/{numbers}/{tail}")
    assert (response.status_code, response.json()["code"]) == (404, "not_found")


def test_knows_its_parameters(client, changed):
    address = "/api/agents/reader/revisions/1...2/"
    assert client.get(f"{address}?ordering=number").json()["code"] == "unknown_parameter"
    assert client.get(f"{address}?format=md").json()["allowed"] == [
        "application/json",
        "text/html",
        "text/x-diff",
    ]


def test_the_texts_of_a_retired_agent_are_compared_too(client, changed):
    before = client.get("/api/agents/reader/revisions/1...2/").json()
    retire_agent(changed, by=SYSTEM)
    assert client.get("/api/agents/reader/revisions/1...2/").json() == before


def test_two_huge_texts_are_compared(client, db):
    head = len(make_text("reader", body=""))
    agent = make_agent("reader", body="\n" * (MAX_BYTES - head))
    body = "a\n" * ((MAX_BYTES - head) // 2)
    revise_agent(agent, make_text("reader", body=body), by=SYSTEM)
    diff = client.get("/api/agents/reader/revisions/1...2/").json()["changes"]
    assert (diff["prompt"]["truncated"], diff["prompt"]["hunks"]) == (True, [])
    assert client.get("/api/agents/reader/revisions/1...2/?format=diff").status_code == 200
