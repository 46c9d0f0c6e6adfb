"""The whole difference, and the version number that it asks for."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from agents_app.definitions.diff import BUMPS, REASONS
from agents_app.definitions.diff.access import Capabilities, Tools
from agents_app.definitions.diff.edges import Edges
from agents_app.definitions.diff.outline import Outline
from tests.agents_app.definitions.diff.comparing import diff_of, texts
from tests.makers import make_listing, make_text

PLAIN = make_text(body="# A\n\nRead the code.\n")


def text(body: str = "# A\n\nRead the code.\n", **keys: Any) -> bytes:
    return make_text(body=body, **keys)


@pytest.mark.parametrize(
    ("new", "bump", "reasons"),
    [
        (text(tools="Read, Bash, Grep"), "major", ["capability_gained", "tool_gained"]),
        (text(tools="Read, Grep, LSP"), "major", ["tool_gained"]),
        (
            text(tools=None),
            "major",
            ["capability_gained", "tool_gained", "tools_inherited", "token_changed"],
        ),
        (text(permissionMode="auto"), "major", ["permission_loosened"]),
        (text(tools="Read"), "minor", ["tool_lost"]),
        (text(tools=[]), "minor", ["capability_lost", "tool_lost"]),
        (text(tools="Read(*.py), Grep"), "minor", ["token_changed"]),
        (text(permissionMode="plan"), "minor", ["permission_tightened"]),
        (text(model="opus"), "minor", ["model_changed"]),
        (text(maxTurns=5), "minor", ["field_changed"]),
        (
            PLAIN.replace(b"Use when", b"Use: when"),
            "minor",
            ["tier_changed", "description_changed"],
        ),
        (text(description="Use it."), "minor", ["description_changed"]),
        (text("# B\n\nRead the code.\n"), "minor", ["section_changed", "prompt_changed"]),
        (text("# A\n\nRead the c0de.\n"), "minor", ["section_changed", "prompt_changed"]),
        (text("Hi.\n# A\n\nRead the code.\n"), "minor", ["prompt_changed"]),
        (text("# A\n\nRead the\u200b code.\n"), "minor", ["section_changed", "prompt_changed"]),
        (text(color="red"), "patch", ["label_changed"]),
        (text(version="2", author="ann"), "patch", ["label_changed"]),
        (text("# A\n\n\nRead  the\ncode."), "patch", ["layout_changed"]),
        (PLAIN.replace(b"\n", b"\r\n"), "patch", ["layout_changed"]),
        (b"\xef\xbb\xbf" + PLAIN, "patch", ["layout_changed"]),
        (PLAIN.replace(b"\ntools", b"\n# note\ntools"), "patch", ["layout_changed"]),
        (PLAIN.replace(b"Read, Grep", b"[Grep, 'Read']"), "patch", ["layout_changed"]),
        (PLAIN, None, []),
    ],
)
def test_a_change_asks_for_a_number(new: bytes, bump: str | None, reasons: list[str]) -> None:
    diff = diff_of(PLAIN, new)
    assert (diff.bump, list(diff.reasons)) == (bump, reasons)
    assert diff.only_layout == (reasons == ["layout_changed"])


def test_edges_ask_for_one_too() -> None:
    old, new = text(make_listing("api-one")), text(make_listing("api-two"))
    assert diff_of(old, new).reasons[0] == "integration_changed"
    assert diff_of(old, new).bump == "minor"


def test_every_reason_asks_for_a_known_number_the_gravest_first() -> None:
    asked = [BUMPS.index(bump) for bump in REASONS.values()]
    assert asked == sorted(asked)


@given(texts())
def test_nothing_changes_from_a_text_to_itself(data: bytes) -> None:
    diff = diff_of(data, data)
    assert diff.same_bytes
    assert (diff.bump, diff.reasons, diff.only_layout) == (None, (), False)
    assert (diff.model, diff.tier, diff.description) == (None, None, None)
    assert diff.permissions == diff.fields == ()
    assert diff.capabilities == Capabilities((), ())
    assert diff.tools == Tools((), (), None, (), ())
    assert diff.integrations == Edges((), (), ())
    assert diff.sections == Outline((), (), (), ())
    assert (diff.prompt.hunks, diff.prompt.added, diff.prompt.removed) == ((), 0, 0)


@given(texts(), texts())
def test_there_and_back_are_each_other_turned_round(one: bytes, other: bytes) -> None:
    there, back = diff_of(one, other), diff_of(other, one)
    assert there.capabilities.gained == back.capabilities.lost
    assert there.tools.gained == back.tools.lost
    assert there.integrations.gained == back.integrations.lost
    assert there.integrations.lost == back.integrations.gained
    assert there.prompt.added - there.prompt.removed == back.prompt.removed - back.prompt.added
    assert bool(there.reasons) == bool(back.reasons) == (one != other)
    for name in ("model", "tier", "description"):
        ahead, behind = getattr(there, name), getattr(back, name)
        assert (ahead is None) == (behind is None)
        assert ahead is None or (ahead.old, ahead.new) == (behind.new, behind.old)


@given(texts(), texts())
def test_whatever_can_do_more_is_a_major_change(one: bytes, other: bytes) -> None:
    diff = diff_of(one, other)
    more = diff.capabilities.gained or diff.tools.gained
    more = more or any(change.loosened for change in diff.permissions)
    inherits_now = diff.tools.inherits is not None and diff.tools.inherits.new
    assert (diff.bump == "major") == bool(more or inherits_now)
