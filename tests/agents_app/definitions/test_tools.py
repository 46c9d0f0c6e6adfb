"""Tool tokens as Claude Code takes them, and what an agent may really use."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents_app.definitions import Refusal
from agents_app.definitions.tools import Access, covering_names, read_access, tool_named

ABSENT = object()


def access(tools: Any = ABSENT, disallowed: Any = None) -> Access:
    declared = tools is not ABSENT
    return read_access(tools if declared else None, disallowed, declared=declared)


@pytest.mark.parametrize(
    ("written", "tokens"),
    [
        ("Read, Write,Edit", ["Read", "Write", "Edit"]),
        ("Read Grep Glob", ["Read", "Grep", "Glob"]),
        ("Agent(worker, researcher), Read", ["Agent(worker, researcher)", "Read"]),
        ("Bash(git log:*) Read", ["Bash(git log:*)", "Read"]),
        ("Read; Grep", ["Read;", "Grep"]),
        ("Microsoft Docs, search", ["Microsoft Docs", "search"]),
        (["Read, Grep", "Bash"], ["Read", "Grep", "Bash"]),
        (["Bash(a, b)"], ["Bash(a, b)"]),
        ("Bash(never closed, Read", ["Bash(never", "closed", "Read"]),
        (17, ["17"]),
    ],
)
def test_cuts_tokens(written: Any, tokens: list[str]) -> None:
    assert [grant.token for grant in access(written).grants] == tokens


@pytest.mark.parametrize(
    "everything", [ABSENT, None, "", " ", "*", ["*"], "Read, *", ["Read", "*"]]
)
def test_absent_empty_and_star_grant_everything(everything: Any) -> None:
    assert access(everything).inherits
    assert access(everything).has("Bash")


@pytest.mark.parametrize("nothing", [[], {}, {"Read": True}])
def test_an_empty_list_and_a_map_grant_nothing(nothing: Any) -> None:
    assert not access(nothing).inherits
    assert access(nothing).has("Read") is None


@pytest.mark.parametrize(
    ("tools", "disallowed", "name", "had"),
    [
        ("Read", None, "Read", "declared"),
        ("Read", None, "Bash", None),
        ("Bash(git *)", None, "Bash", "declared"),
        (ABSENT, "Bash(rm *)", "Bash", None),
        (ABSENT, None, "Bash", "inherited"),
        ("*", None, "Bash", "wildcard"),
        ("mcp__github", None, "mcp__github__search", "wildcard"),
        ("mcp__github__*", None, "mcp__github__search", "wildcard"),
        ("mcp__github__*", None, "mcp__gitlab__search", None),
        ("mcp__github__search", None, "mcp__github__search", "declared"),
        ("mcp__github", "mcp__*", "mcp__github__search", None),
        (ABSENT, "mcp__github", "mcp__github__search", None),
        ("Task", None, "Agent", "declared"),
        ("Agent(a)", None, "Task", "declared"),
        ("MultiEdit", None, "MultiEdit", None),
        (ABSENT, None, "MultiEdit", None),
        ("our-own-tool", None, "our-own-tool", "declared"),
        ("read", None, "Read", None),
        (ABSENT, "*", "Read", None),
    ],
)
def test_what_an_agent_may_really_use(tools: Any, disallowed: Any, name: str, had: str) -> None:
    assert access(tools, disallowed).has(name) == had


@pytest.mark.parametrize(
    ("name", "kind", "server", "standing"),
    [
        ("Read", "builtin", None, "current"),
        ("KillShell", "builtin", None, "current"),
        ("MultiEdit", "builtin", None, "dead"),
        ("run_shell_command", "builtin", None, "foreign"),
        ("mcp__context7__get-library-docs", "mcp", "context7", "current"),
        ("mcp__claude_ai_Slack__send", "mcp", "claude_ai_Slack", "current"),
        ("mcp__github", "mcp", "github", "pattern"),
        ("mcp__*", "mcp", None, "pattern"),
        ("Microsoft Docs", "unknown", None, "unknown"),
        ("*", "wildcard", None, "pattern"),
    ],
)
def test_names_are_told_apart(name: str, kind: str, server: str | None, standing: str) -> None:
    tool = tool_named(name)
    assert (tool.kind, tool.server, tool.standing) == (kind, server, standing)


@pytest.mark.parametrize(
    ("tools", "disallowed", "words"),
    [
        ("Read", None, ("read",)),
        (ABSENT, None, ("read", "write", "shell", "network", "spawn", "mcp")),
        (ABSENT, "Bash, PowerShell, Monitor, mcp__*", ("read", "write", "network", "spawn")),
        ("run_shell_command", None, ("shell",)),
        ("MultiEdit", None, ()),
        ([], None, ()),
    ],
)
def test_capabilities_follow_from_the_grants(tools: Any, disallowed: Any, words: Any) -> None:
    assert access(tools, disallowed).capabilities == words


def test_refuses_a_list_that_no_agent_has() -> None:
    with pytest.raises(Refusal) as refused:
        access("a, " * 501)
    assert refused.value.code == "too_many_tools"


NAMES = st.sampled_from(["Read", "Bash", "Task", "LS", "mcp__a__x", "mcp__a", "mcp__b__*", "own"])


@given(st.lists(NAMES), st.lists(NAMES | st.sampled_from(["mcp__*", "*"])), NAMES)
def test_has_agrees_with_the_sets_of_names_that_cover(
    tools: list[str], disallowed: list[str], name: str
) -> None:
    tool = tool_named(name)
    granted = {tool_named(token).name for token in tools}
    taken = {tool_named(token).name for token in disallowed}
    expected = (
        tool.standing != "dead"
        and bool(granted & set(covering_names(tool, "allow")))
        and not taken & set(covering_names(tool, "deny"))
    )
    assert bool(access(tools, disallowed).has(name)) is expected
