"""What an agent may do now that it might not before."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from agents_app.definitions.diff.access import Tools, compare_capabilities, compare_tools
from agents_app.definitions.tools import Access, every_current_tool, read_access
from tests.agents_app.definitions.diff.comparing import TOOLS

ABSENT = object()
BUILT_IN = {tool.name for tool in every_current_tool() if tool.kind == "builtin"}


def access(tools: Any = ABSENT, disallowed: Any = None) -> Access:
    declared = tools is not ABSENT
    return read_access(tools if declared else None, disallowed, declared=declared)


def names(tools: Tools) -> tuple[set[str], set[str]]:
    return {held.tool.name for held in tools.gained}, {held.tool.name for held in tools.lost}


@pytest.mark.parametrize(
    ("old", "new", "gained", "lost"),
    [
        (("Read",), ("Read, Bash",), {"Bash"}, set()),
        (("Read, Write",), ("Write, Grep",), {"Grep"}, {"Read"}),
        (("Read",), ("Read, LS",), set(), set()),
        (("Task",), ("Agent(a, b)",), set(), set()),
        (("Bash(git *)",), ("Bash",), set(), set()),
        (("Read, Bash", "Bash"), ("Read, Bash",), {"Bash"}, set()),
        (("mcp__a__x",), ("mcp__a",), {"mcp__a__*"}, set()),
        (("mcp__a__*",), ("mcp__a__*", "mcp__a__x"), set(), {"mcp__a__x"}),
        (("mcp__a",), ("mcp__a", "mcp__*"), set(), {"mcp__a__*"}),
        (("mcp__*",), ("Read",), {"Read"}, set()),
        (([],), ("our-own",), {"our-own"}, set()),
        ((ABSENT,), (ABSENT, "Bash"), set(), {"Bash"}),
        ((ABSENT,), (ABSENT, "mcp__*"), set(), {"mcp__*"}),
        ((ABSENT,), ("*",), set(), set()),
        ((ABSENT,), (ABSENT, "mcp__a"), set(), {"mcp__a__*"}),
        (([],), (ABSENT,), {*BUILT_IN, "*", "mcp__*"}, set()),
        (("Read",), (ABSENT, "Bash"), {*BUILT_IN, "*", "mcp__*"} - {"Read", "Bash"}, set()),
        (("mcp__a__x",), (ABSENT,), {*BUILT_IN, "*", "mcp__*", "mcp__a__*"}, set()),
        ((ABSENT,), (ABSENT, "*"), set(), {*BUILT_IN, "*", "mcp__*"}),
    ],
)
def test_tells_which_tools_came_and_went(old: Any, new: Any, gained: Any, lost: Any) -> None:
    assert names(compare_tools(access(*old), access(*new))) == (gained, lost)


def test_says_how_a_tool_is_had() -> None:
    how = {held.tool.name: held.had for held in compare_tools(access([]), access()).gained}
    assert (how["Bash"], how["*"]) == ("inherited", "inherited")
    how = {held.tool.name: held.had for held in compare_tools(access([]), access("*")).gained}
    assert (how["Bash"], how["*"]) == ("wildcard", "wildcard")
    how = {held.tool.name: held.had for held in compare_tools(access([]), access("Bash(x)")).gained}
    assert how == {"Bash": "declared"}


def test_patterns_come_first_then_names() -> None:
    gained = [held.tool.name for held in compare_tools(access([]), access()).gained]
    assert gained[:2] == ["*", "mcp__*"]
    assert gained[2:] == sorted(gained[2:])


@pytest.mark.parametrize(
    ("old", "new", "removed", "added"),
    [
        ("Bash(git *)", "Bash", ["Bash(git *)"], ["Bash"]),
        ("Task, Read", "Read, Agent", ["Task"], ["Agent"]),
        ("Read, LS", "Read", ["LS"], []),
        ("Read", "Read, Read", [], ["Read"]),
        ("Read, Grep", "Grep, Read", [], []),
        ("Read", "Read, Bash", [], []),
        (ABSENT, "*", [], ["*"]),
    ],
)
def test_tells_tokens_that_change_nothing(
    old: Any, new: Any, removed: list[str], added: list[str]
) -> None:
    tools = compare_tools(access(old), access(new))
    assert [grant.token for grant in tools.tokens_removed] == removed
    assert [grant.token for grant in tools.tokens_added] == added


def test_tells_when_everything_is_inherited() -> None:
    assert compare_tools(access("Read"), access("Bash")).inherits is None
    inherits = compare_tools(access("Read"), access(None)).inherits
    assert inherits
    assert (inherits.old, inherits.new) == (False, True)


def test_capabilities_keep_their_order() -> None:
    told = compare_capabilities(access("Read, WebFetch"), access("Agent, Bash, Read"))
    assert (told.gained, told.lost) == (("shell", "spawn"), ("network",))


@given(TOOLS, TOOLS, TOOLS, TOOLS)
def test_what_is_gained_one_way_is_lost_the_other(a: Any, b: Any, c: Any, d: Any) -> None:
    old, new = access(a, b), access(c, d)
    there, back = compare_tools(old, new), compare_tools(new, old)
    assert (there.gained, there.lost) == (back.lost, back.gained)
    assert (there.tokens_added, there.tokens_removed) == (back.tokens_removed, back.tokens_added)
    able, unable = compare_capabilities(old, new), compare_capabilities(new, old)
    assert (able.gained, able.lost) == (unable.lost, unable.gained)
    assert compare_tools(old, old) == Tools((), (), None, (), ())


@given(TOOLS, TOOLS, TOOLS, TOOLS)
def test_no_tool_is_gained_or_lost_unseen(a: Any, b: Any, c: Any, d: Any) -> None:
    old, new = access(a, b), access(c, d)
    gained, lost = names(compare_tools(old, new))
    probes = [*BUILT_IN, "mcp__a__x", "mcp__a__y", "mcp__a__z", "mcp__c__x", "our-own", "other-own"]
    stand_in = {"mcp__a__z": "mcp__a__*", "mcp__c__x": "mcp__*", "other-own": "*"}
    for name in probes:
        told = {name, stand_in.get(name, name)}
        if name == "our-own":
            told.add("*")
        if name.startswith("mcp__a__"):
            told |= {"mcp__a__*", "mcp__*"}
        had, has = old.has(name), new.has(name)
        assert bool(gained & told) or not (has and not had), name
        assert bool(lost & told) or not (had and not has), name
        if name in gained:
            assert has
            assert not had
