"""Front matter fields that changed, and whether an agent may do more by them."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from agents_app.definitions.diff.fields import LABELS, PERMITTING, FieldChange, compare_fields
from agents_app.definitions.vocabularies import claude_code
from tests.agents_app.definitions.diff.comparing import read, texts
from tests.makers import make_text

SERVER = {"docs": {"command": "npx"}}
HOOKS = {"Stop": [{"hooks": [{"type": "command", "command": "./a"}]}]}


def change(key: str, old: Any, new: Any) -> list[FieldChange]:
    before, after = make_text(**{key: old}), make_text(**{key: new})
    return list(compare_fields(read(before), read(after)))


@pytest.mark.parametrize(
    ("key", "old", "new", "loosened"),
    [
        ("permissionMode", None, "bypassPermissions", True),
        ("permissionMode", "plan", "default", True),
        ("permissionMode", "plan", None, True),
        ("permissionMode", "dontAsk", "manual", True),
        ("permissionMode", "default", "acceptEdits", True),
        ("permissionMode", "acceptEdits", "auto", True),
        ("permissionMode", None, "plan", False),
        ("permissionMode", "bypassPermissions", None, False),
        ("permissionMode", "default", "manual", False),
        ("permissionMode", "default", ["plan"], False),
        ("approvalMode", "default", "yolo", True),
        ("sandbox_mode", "read-only", None, True),
        ("sandbox_mode", "danger-full-access", "workspace-write", False),
        ("memory", None, "user", True),
        ("memory", "project", "user", True),
        ("memory", "user", None, False),
        ("mcpServers", None, ["github"], True),
        ("mcpServers", ["github"], [SERVER, "github"], True),
        ("mcpServers", ["github", SERVER], SERVER, False),
        ("mcpServers", [SERVER], [{"docs": {"command": "sh"}}], True),
        ("mcpServers", ["github"], None, False),
        ("allowed-tools", "Read Grep", "Grep", False),
        ("allowed-tools", "Read", "Read Bash(git *)", True),
        ("isolation", None, "worktree", False),
        ("isolation", "worktree", None, True),
        ("isolation", "worktree", "remote", True),
        ("readonly", True, None, True),
        ("readonly", None, False, True),
        ("hooks", None, HOOKS, True),
        ("hooks", HOOKS, None, True),
        ("permission", {"bash": "deny"}, {"bash": "ask"}, True),
        ("tools", {"bash": True}, {"bash": True, "write": True}, True),
    ],
)
def test_tells_whether_an_agent_may_do_more(key: str, old: Any, new: Any, loosened: bool) -> None:
    [found] = change(key, old, new)
    assert (found.key, found.old, found.new) == (key, old, new)
    assert (found.permits, found.loosened) == (True, loosened)


@pytest.mark.parametrize(
    ("key", "old", "new", "how"),
    [
        ("maxTurns", None, 5, "added"),
        ("maxTurns", 5, "5", "changed"),
        ("background", True, 1, "changed"),
        ("skills", ["a"], None, "removed"),
        ("color", "red", "blue", "changed"),
        ("description", ["one"], ["two"], "changed"),
        ("model", {"a": 1}, {"a": 2}, "changed"),
    ],
)
def test_tells_of_every_other_field(key: str, old: Any, new: Any, how: str) -> None:
    [found] = change(key, old, new)
    assert (found.key, found.how, found.old, found.new) == (key, how, old, new)
    assert not found.permits
    assert not found.loosened
    assert found.is_label == (key == "color")


@pytest.mark.parametrize(
    ("key", "old", "new"),
    [
        ("tools", "Read", "Bash"),
        ("tools", ["Read"], "Read"),
        ("disallowedTools", None, "Bash"),
        ("model", "opus", "haiku"),
        ("description", "One", "Two"),
        ("hooks", {"a": 1, "b": 2}, {"b": 2, "a": 1}),
    ],
)
def test_leaves_out_what_is_told_elsewhere_or_means_the_same(key: str, old: Any, new: Any) -> None:
    assert change(key, old, new) == []


def test_null_is_as_absent() -> None:
    with_null = make_text().replace(b"tools:", b"hooks:\ntools:")
    assert compare_fields(read(make_text()), read(with_null)) == ()


def test_of_duplicates_only_what_counts_is_compared() -> None:
    once = make_text(maxTurns=5)
    twice = once.replace(b"maxTurns: 5", b"maxTurns: 4\nmaxTurns: 5")
    assert compare_fields(read(once), read(twice)) == ()


def test_no_label_is_a_key_that_a_harness_acts_on() -> None:
    acted_on = set(claude_code()["keys"]) - {"color"}
    assert not LABELS & acted_on
    assert not LABELS & PERMITTING
    assert set(claude_code()["ignored_in_plugins"]) - {"initialPrompt"} <= PERMITTING


@given(texts(), texts())
def test_the_way_back_has_the_same_fields(one: bytes, other: bytes) -> None:
    there = compare_fields(read(one), read(other))
    back = compare_fields(read(other), read(one))
    assert [(each.key, each.old, each.new) for each in there] == [
        (each.key, each.new, each.old) for each in back
    ]
    for each, returned in zip(there, back, strict=True):
        # What surely gives less one way surely gives as much or more the other.
        if each.permits and each.key not in ("permissionMode",):
            assert each.loosened or returned.loosened
