"""Changed lines in hunks, and the unified diff that ``patch`` takes."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents_app.definitions.diff import unified
from agents_app.definitions.diff.hunks import MAX_SHOWN_LINES
from tests.agents_app.definitions.diff.comparing import diff_of, texts
from tests.makers import make_text

NUMBERED = [f"line {number}" for number in range(30)]
HEAD = re.compile(r"@@ -(\d+),(\d+) \+(\d+),(\d+) @@\n")


def numbered(**changed: str) -> bytes:
    found = [changed.get(f"at_{number}", line) for number, line in enumerate(NUMBERED)]
    return make_text(body="\n".join(found) + "\n")


def applied(old: bytes, patch: str) -> bytes:
    """Apply a unified diff as its specification says."""
    there = re.findall(r"[^\n]*\n|[^\n]+", old.decode())
    made: list[str] = []
    at = 0
    parts = re.findall(r"[^\n]*\n", patch)[2:]
    for index, part in enumerate(parts):
        if head := HEAD.fullmatch(part):
            begin = int(head[1]) - (head[2] != "0")
            made += there[at:begin]
            at = begin
            continue
        if part.startswith("\\"):
            continue
        bare = index + 1 < len(parts) and parts[index + 1].startswith("\\")
        line = part[1:-1] if bare else part[1:]
        if part[0] in " -":
            assert there[at] == line
            at += 1
        if part[0] in " +":
            made.append(line)
    return "".join(made + there[at:]).encode()


def test_shows_changes_with_three_lines_around_and_the_lines_of_both_files() -> None:
    prompt = diff_of(numbered(), numbered(at_10="new\nand more", at_28="")).prompt
    first, second = prompt.hunks
    assert (first.old_line, first.old_count, first.new_line, first.new_count) == (14, 7, 14, 8)
    assert first.lines == (
        *(" line 7", " line 8", " line 9"),
        *("-line 10", "+new", "+and more"),
        *(" line 11", " line 12", " line 13"),
    )
    assert (second.old_line, second.new_line) == (32, 33)
    assert (prompt.added, prompt.removed) == (3, 2)
    assert (prompt.coarse, prompt.truncated) == (False, False)


def test_neighbouring_changes_share_a_hunk() -> None:
    assert len(diff_of(numbered(), numbered(at_10="a", at_16="b")).prompt.hunks) == 1
    assert len(diff_of(numbered(), numbered(at_10="a", at_18="b")).prompt.hunks) == 2


def test_line_ends_and_front_matter_are_no_part_of_the_prompt() -> None:
    old = numbered()
    assert diff_of(old, old.replace(b"\n", b"\r\n")).prompt == diff_of(old, old).prompt
    shifted = old.replace(b"tools:", b"model: opus\ntools:")
    assert diff_of(old, shifted).prompt.hunks == ()


def test_an_empty_side_has_the_line_before() -> None:
    empty = make_text(body="")[:-2] + b"\n"
    [hunk] = diff_of(empty, empty + b"a\n").prompt.hunks
    assert (hunk.old_line, hunk.new_line, hunk.lines) == (6, 6, ("+a", " "))


def test_past_a_bound_later_hunks_are_left_out() -> None:
    count = MAX_SHOWN_LINES // 8 + 1  # of hunks with eight lines
    pieces = ["a\n" + "".join(f"{n}.{each}\n" for each in range(10)) for n in range(count)]
    old = make_text(body="\n" + "".join(pieces))
    prompt = diff_of(old, old.replace(b"\na\n", b"\nb\n")).prompt
    assert (prompt.added, prompt.removed) == (count, count)
    assert (prompt.truncated, prompt.coarse) == (True, False)
    assert len(prompt.hunks) == count - 1
    large = make_text(body="a" * 300_000)
    prompt = diff_of(large, large + b"b").prompt
    assert (prompt.hunks, prompt.truncated, prompt.reworded) == ((), True, True)


def test_the_unified_diff_is_as_everybody_writes_it() -> None:
    old = make_text(tools=None, body="One.\n")
    new = make_text(tools=None, body="Two.")
    assert unified(old, new, "old.md", "new.md") == (
        "--- old.md\n+++ new.md\n@@ -3,4 +3,4 @@\n"
        " description: Use when code must be read.\n ---\n \n"
        "-One.\n+Two.\n\\ No newline at end of file\n"
    )
    assert unified(old, old, "old.md", "new.md") == ""


ODD = st.lists(st.sampled_from(["a", "b", "\r", "\n", "\n\n", "\u2028", "--- x", "@@", ""]))


@given(ODD, ODD)
def test_the_unified_diff_makes_the_new_bytes(one: list[str], other: list[str]) -> None:
    old, new = "".join(one).encode(), "".join(other).encode()
    assert applied(old, unified(old, new, "old", "new")) == new


@given(texts(), texts())
def test_so_it_does_with_definitions(one: bytes, other: bytes) -> None:
    assert applied(one, unified(one, other, "old", "new")) == other


@pytest.mark.skipif(not shutil.which("patch"), reason="patch is not installed")
def test_patch_takes_it(tmp_path: Path) -> None:
    old, new = numbered(at_3="déjà\r"), numbered(at_5="vu", at_20="\u2028").rstrip(b"\n")
    (tmp_path / "a.md").write_bytes(old)
    patch = unified(old, new, "a.md\trevision 1", "a.md\trevision 2").encode()
    subprocess.run(["patch", "--binary", "-s"], input=patch, cwd=tmp_path, check=True)
    assert (tmp_path / "a.md").read_bytes() == new
