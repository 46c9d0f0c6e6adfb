"""``GET /api/agents/compare/``: agents side by side."""

import pytest
from django.conf import settings

from agents_app.actions.import_collection import import_collection
from agents_app.actor import SYSTEM
from agents_app.definitions import find_files
from agents_app.definitions.comparison import MOST_ROWS
from agents_app.models import Agent
from tests.agents_app.definitions.test_corpus import CORPUS
from tests.makers import make_agent, make_listing

TABLES = ("tools", "capabilities", "front_matter", "sections", "integrations")
WRITER = """You write.

# Best Practices

## 1. Plan

## Integration with Other Agents

- **With reader**: Ask first
- **With nobody-here**: Tell
"""
READER = """You read.

# Best practices:

## Plan

## Style

## Integration with Other Agents

- **With nobody-here**: Listen
"""


@pytest.fixture
def pair(db):
    """A writer that names a reader, and what they share."""
    make_agent("reader", body=READER, tools="Read, Grep, mcp__docs__look", color="blue")
    make_agent(
        "writer",
        body=WRITER,
        tools="Read, Write, mcp__docs",
        model="opus",
        description="Use when code must be written.",
        color="blue",
        permissionMode="plan",
    )


@pytest.fixture
def compared(ask, pair):
    """The comparison of the two."""
    return ask("agents/compare/?keys=reader,writer")


def cells(table):
    return {row["name"]: row["cells"] for row in table["rows"]}


def test_agents_are_rows_in_the_order_that_was_asked(ask, compared):
    row = ask("agents/?q=reader")["results"][0]
    assert compared["agents"][0] == row
    for query in ("keys=writer,reader", "keys=writer&keys=reader", "keys=%20writer,,reader,writer"):
        answer = ask(f"agents/compare/?{query}")
        assert [agent["key"] for agent in answer["agents"]] == ["writer", "reader"]
        assert answer["model"] == {"same": False, "cells": ["opus", None]}


def test_tools_say_how_each_agent_has_them(compared):
    tools = compared["tools"]
    assert tools["shared"] == ["Read", "mcp__docs__look"]
    assert tools["only"] == [
        {"agent": "reader", "names": ["Grep"]},
        {"agent": "writer", "names": ["Write", "mcp__docs__*"]},
    ]
    assert tools["counts"] == [3, 4]
    assert cells(tools)["mcp__docs__look"] == ["declared", "wildcard"]
    assert tools["rows"][1] == {
        "name": "mcp__docs__look",
        "shared": True,
        "only": None,
        "kind": "mcp",
        "server": "docs",
        "standing": "current",
        "capabilities": ["mcp"],
        "cells": ["declared", "wildcard"],
    }


def test_who_inherits_has_all_current_tools_and_those_that_others_name(ask, pair):
    make_agent("heir", tools=None, disallowedTools="Bash")
    tools = ask("agents/compare/?keys=reader,heir")["tools"]
    assert tools["shared"] == ["Read", "Grep", "mcp__docs__look"]
    assert cells(tools)["Write"] == [None, "inherited"]
    assert "Bash" not in cells(tools)


def test_capabilities_are_true_or_false(compared):
    assert cells(compared["capabilities"]) == {
        "read": [True, True],
        "mcp": [True, True],
        "write": [False, True],
    }
    assert compared["capabilities"]["only"][1] == {"agent": "writer", "names": ["write"]}


def test_further_front_matter_is_compared_value_by_value(compared):
    fields = compared["front_matter"]
    assert (fields["shared"], fields["counts"]) == (["color"], [1, 2])
    assert [(row["name"], row["same"]) for row in fields["rows"]] == [
        ("color", True),
        ("permissionMode", False),
    ]
    assert cells(fields)["permissionMode"] == [None, {"value": "plan"}]


def test_headings_are_the_same_whatever_their_case_signs_and_numbers(compared):
    sections = compared["sections"]
    assert sections["shared"] == ["Best practices:", "Plan", "Integration with Other Agents"]
    assert sections["only"][0] == {"agent": "reader", "names": ["Style"]}
    mine, theirs = cells(sections)["Plan"]
    assert (mine["title"], theirs["title"], theirs["anchor"]) == ("Plan", "1. Plan", "1-plan")
    assert cells(sections)["Style"][1] is None


def test_of_what_stands_twice_in_one_agent_the_first_counts(ask, pair):
    twice = "# Plan\n\n# Plan\n\n" + make_listing("a-friend", "a-friend")
    make_agent("twice", body=twice)
    answer = ask("agents/compare/?keys=twice,reader")
    assert answer["sections"]["counts"] == [2, 4]
    assert cells(answer["sections"])["Plan"][0]["anchor"] == "plan"
    assert cells(answer["integrations"])["a-friend"][0]["target"] == "a-friend"
    assert answer["integrations"]["counts"] == [1, 1]


def test_targets_are_shared_by_name_and_each_says_what_it_says(ask, compared):
    edges = compared["integrations"]
    assert edges["shared"] == ["nobody-here"]
    assert edges["only"][1] == {"agent": "writer", "names": ["reader"]}
    mine, theirs = cells(edges)["nobody-here"]
    assert (mine["note"], theirs["note"], mine["state"]) == ("Listen", "Tell", "dangling")
    assert cells(edges)["reader"] == [None, ask("agents/writer/")["integrations"]["outgoing"][0]]


def test_says_who_of_them_names_whom(ask, compared):
    assert compared["among"] == [{"source": "writer", "target": "reader", "mutual": False}]
    make_agent("boss", body=make_listing("helper"))
    make_agent("helper", body=make_listing("boss"))
    assert ask("agents/compare/?keys=boss,helper")["among"] == [
        {"source": "boss", "target": "helper", "mutual": True},
        {"source": "helper", "target": "boss", "mutual": True},
    ]


def test_a_name_that_another_collection_bears_is_no_edge_to_it(ask, pair):
    make_agent("writer", collection="far", body=WRITER)
    answer = ask("agents/compare/?keys=reader,far:writer")
    assert answer["among"] == []
    assert cells(answer["integrations"])["reader"][1]["state"] == "dangling"


def test_says_how_like_the_texts_are(ask, compared):
    make_agent("silent", body="", description="Use when code must be read.")
    likeness = ask("agents/compare/?keys=reader,silent,writer")["likeness"]
    assert [row["agent"] for row in likeness] == ["reader", "silent", "writer"]
    # "read" and "written" differ, "use" and "code" are common to both.
    assert [row["descriptions"] for row in likeness] == [[1, 1, 0.5], [1, 1, 0.5], [0.5, 0.5, 1]]
    assert likeness[1]["prompts"] == [0, None, 0]
    assert 0 < likeness[0]["prompts"][2] < 1


def test_every_row_has_a_cell_for_each_column(ask, pair):
    for number in range(6):
        make_agent(f"more-{number}", tools=None if number % 2 else "Bash", body=f"# H{number}")
    keys = ["writer", "reader", *(f"more-{number}" for number in range(6))]
    answer = ask(f"agents/compare/?keys={','.join(keys)}")
    assert [agent["key"] for agent in answer["agents"]] == keys
    for name in TABLES:
        table = answer[name]
        assert [own["agent"] for own in table["only"]] == keys
        assert len(table["counts"]) == 8
        assert all(len(row["cells"]) == 8 for row in table["rows"])
    assert [len(row["prompts"]) for row in answer["likeness"]] == [8] * 8


def test_too_many_rows_are_cut_and_said_to_be(ask, pair):
    make_agent("long", body="\n\n".join(f"# H{number}" for number in range(MOST_ROWS + 1)))
    sections = ask("agents/compare/?keys=long,reader")["sections"]
    assert (sections["truncated"], len(sections["rows"])) == (True, MOST_ROWS)
    assert sections["counts"] == [MOST_ROWS + 1, 4]


def test_costs_the_same_for_two_and_for_eight(client, db, hundred, django_assert_num_queries):
    hundred()
    for count in (2, 8):
        keys = ",".join(f"many:agent-{number:03}" for number in range(count))
        # serial, hidden, all are known, agents with revisions, grants, sections, edges with targets
        with django_assert_num_queries(7):
            assert client.get(f"/api/agents/compare/?keys={keys}").status_code == 200


def test_who_has_it_already_is_told_so(client, pair, django_assert_num_queries):
    address = "/api/agents/compare/?keys=reader,writer"
    tag = client.get(address)["ETag"]
    with django_assert_num_queries(1):  # serial
        again = client.get(address, headers={"if-none-match": tag})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", tag)
    assert client.get("/api/agents/compare/?keys=writer,reader")["ETag"] != tag
    make_agent("another")
    assert client.get(address, headers={"if-none-match": tag}).status_code == 200


def test_answers_a_head_and_a_browser(client, pair, settings):
    settings.SERVER_TIMING = False
    address = "/api/agents/compare/?keys=reader,writer"
    same = {"x-request-id": "one-for-both"}
    assert client.head(address, headers=same).headers == client.get(address, headers=same).headers
    page = client.get(address, headers={"accept": "text/html"})
    assert (page.status_code, page["Content-Type"]) == (200, "text/html; charset=utf-8")


@pytest.mark.corpus
@pytest.mark.skipif(not CORPUS.is_dir(), reason="no corpus beside the project")
def test_real_agents_are_compared_in_full(ask, db):
    for folder in (settings.LIBRARY_DIR, CORPUS / "lst97", CORPUS / "voltagent"):
        import_collection(folder.name, find_files(folder), by=SYSTEM)
    every = sorted(Agent.objects.values_list("key", flat=True))
    for start in range(0, len(every), 8):
        keys = every[start : start + 8]
        answer = ask(f"agents/compare/?keys={','.join(keys)}")
        assert [agent["key"] for agent in answer["agents"]] == keys
        assert not any(answer[name]["truncated"] for name in TABLES)
        for agent, mine in zip(
            Agent.objects.filter(key__in=keys).order_by("key"), keys, strict=True
        ):
            column = keys.index(mine)
            for row in answer["tools"]["rows"]:
                assert row["cells"][column] == agent.access.has(row["name"]), (mine, row["name"])
            assert answer["likeness"][column]["prompts"][column] == 1
