"""Integrations in every grammar that real files use, and what is no agent."""

from __future__ import annotations

import pytest

from agents_app.definitions import read_definition
from agents_app.definitions.integrations import is_listing, stated

HEADING = "## Integration with Other Agents\n\n"


def edges(body: str, known: set[str] | None = None, front: str = "") -> list[tuple[str, str]]:
    text = f"---\nname: me\ndescription: Use it.\n{front}---\n{body}\n"
    found = read_definition(text.encode()).integrations
    return [(edge.target, edge.note) for edge in stated(found, known or set())]


@pytest.mark.parametrize(
    ("bullet", "expected"),
    [
        ("**With architect**: Design it", [("architect", "Design it")]),
        ("**With a-dev and b-dev**: Both", [("a-dev", "Both"), ("b-dev", "Both")]),
        ("**After code-reviewer**: Fix", [("code-reviewer", "Fix")]),
        ("Collaborate with backend-developer on APIs", [("backend-developer", "on APIs")]),
        ("Work closely with ui-designer", [("ui-designer", "")]),
        ("Hand designs over to qa-expert.", [("qa-expert", ".")]),
        ("Guide `x-pro` for speed", [("x-pro", "for speed")]),
        ("Partner with **x-pro** on y", [("x-pro", "on y")]),
        ("**x-pro** – speed", [("x-pro", "speed")]),
        ("**a-pro / b-pro** — c", [("a-pro", "c"), ("b-pro", "c")]),
        ("x-pro: speed", [("x-pro", "speed")]),
        ("Support dotnet-framework-4.8-expert on it", [("dotnet-framework-4.8-expert", "on it")]),
        ("**With team-x:reader**: read", [("team-x:reader", "read")]),
    ],
)
def test_reads_the_grammar(bullet: str, expected: list[tuple[str, str]]) -> None:
    assert edges(f"{HEADING}- {bullet}") == expected


@pytest.mark.parametrize(
    "bullet",
    [
        "Guide marketing on positioning",
        "Coordinate with all agents on rollout",
        "Partner with redis specialist on caching",
        "**With compliance experts**: audits",
        "**With sales-teams**: pricing",
        "Ensure end-to-end quality with real-time checks",
        "Provide REST-to-GraphQL migration",
        "**Deep-dive analysis**: numbers",
        "**Testing**: use test-driven development",
        "Implement exit-intent on mobile",
        "Use multi-step forms",
    ],
)
def test_teams_practices_and_ordinary_words_are_no_agents(bullet: str) -> None:
    assert edges(f"{HEADING}- {bullet}") == []


@pytest.mark.parametrize(
    ("bullet", "name"),
    [
        ("Guide debugger on traces", "debugger"),
        ("Read the logs **a-log** and others produce", "a-log"),
        ("Work with Backend Architect on APIs", "backend-architect"),
        ("**With sales-teams**: pricing", "sales-teams"),
        ("Turn it into an execution-plan", "execution-plan"),
    ],
)
def test_doubtful_names_count_where_such_an_agent_exists(bullet: str, name: str) -> None:
    assert edges(f"{HEADING}- {bullet}") == []
    assert [target for target, _ in edges(f"{HEADING}- {bullet}", {name})] == [name]


def test_a_single_word_inside_the_sentence_is_never_an_agent() -> None:
    body = HEADING + "- Guide x-pro to turn it into an execution plan"
    assert [target for target, _ in edges(body, {"plan", "execution"})] == ["x-pro"]


def test_groups_are_bold_labels_or_deeper_headings() -> None:
    body = (
        "## Integration with Other Agents\n- **With a-pro**: 1\n\n"
        "**CORE**:\n- **With b-pro**: 2\n\n"
        "### Deeper\n- **With c-pro**: 3\n\n## Next\n- **With d-pro**: 4\n"
    )
    text = f"---\nname: me\ndescription: d\n---\n{body}"
    found = read_definition(text.encode()).integrations
    assert [(e.target, e.group, e.line) for e in found] == [
        ("a-pro", None, 6),
        ("b-pro", "CORE", 9),
        ("c-pro", "Deeper", 12),
    ]


def test_a_plain_label_line_lists_until_the_next_other_line() -> None:
    label = "Integration with other agents:\n"
    listed = "- Help a-pro on x\n\n- Help b-pro on x\n\nDone:\n- Help c-pro on x"
    assert [target for target, _ in edges(label + listed)] == ["a-pro", "b-pro"]


def test_tables_and_fences() -> None:
    table = HEADING + "| When | Who |\n|---|---|\n| Slow page | `x-pro` |\n"
    assert edges(table) == [("x-pro", "Slow page")]
    assert edges(HEADING + "```\n- **With x-pro**: no\n```\n") == []


def test_front_matter_names_agents_too() -> None:
    front = "tools: Read, Agent(a-pro, worker)\nhandoffs:\n  - {agent: b-pro, label: Go}\n"
    text = f"---\nname: me\ndescription: d\n{front}---\n"
    found = read_definition(text.encode()).integrations
    assert [(e.target, e.origin, e.note) for e in found] == [
        ("a-pro", "tools", ""),
        ("worker", "tools", ""),
        ("b-pro", "handoffs", "Go"),
    ]


def test_a_summons_anywhere_counts_where_the_agent_exists() -> None:
    assert edges("Then call @agent-x-pro.", {"x-pro"}) == [("x-pro", "")]
    assert edges("Then call @agent-x-pro.") == []


@pytest.mark.parametrize(
    ("title", "listing"),
    [
        ("Integration with Other Agents", True),
        ("**Integration with other agents:**", True),
        ("🤝 Integration with Other Agency Agents", True),
        ("Collaboration with other sub-agents", True),
        ("Documentation Integration", False),
        ("Boundaries with Related Agents", False),
        ("Integration with Other Systems", False),
    ],
)
def test_which_titles_announce_a_listing(title: str, listing: bool) -> None:
    assert is_listing(title) is listing
