"""Amending: what is asked is written, and not one byte of any other line is touched."""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agents_app.definitions import Refusal, amend_definition, find_files, read_definition
from agents_app.definitions.compose import as_prompt, same
from tests.agents_app.definitions.test_compose import KEYS, ODD, TEXTS, VALUES
from tests.agents_app.definitions.test_corpus import CORPUS

STRICT = """---
# Who reads this?
name:   "code-reader"   # the name
description: >-
  Use when code
  must be read.

# What it may use
tools:
  - Read   # always
  - Grep
model: sonnet # for now
x-odd: {a: 1,  b: [2]}
---

You read code.
"""
REPAIRED = "---\nname: x\ndescription: Use when: asked\ntools: *\n# end\n---\nbody\n"
SALVAGED = '---\nname: x\ndescription: "open\n  never closed\nmodel: opus\n---\nbody\n'
INDENTED = "\n  ---\n  name: x\n  description: y\n  ---\n  body\n"


REFUSALS = {
    *("", "not_amendable", "not_a_definition", "no_name", "front_matter_not_a_mapping"),
    *("yaml_too_large", "value_not_writable"),
}


def amended(text: str, body: str | None = None, **changes: Any) -> str:
    return amend_definition(text.encode(), changes, body=body).decode()


def changed(old: str, new: str) -> list[str]:
    lines = list(difflib.unified_diff(old.splitlines(True), new.splitlines(True), n=0))[2:]
    return [f"{line[0]} {line[1:]}" for line in lines if line[0] in "+-"]


def test_one_line_changes_and_keeps_its_comment() -> None:
    assert changed(STRICT, amended(STRICT, model="opus")) == [
        "- model: sonnet # for now\n",
        "+ model: opus # for now\n",
    ]
    assert changed(STRICT, amended(STRICT, name="Code Reader")) == [
        '- name:   "code-reader"   # the name\n',
        "+ name: Code Reader   # the name\n",
    ]


def test_a_value_of_several_lines_goes_with_all_of_them() -> None:
    assert changed(STRICT, amended(STRICT, description="Reads.")) == [
        "- description: >-\n",
        "-   Use when code\n",
        "-   must be read.\n",
        "+ description: Reads.\n",
    ]
    assert changed(STRICT, amended(STRICT, tools=None)) == [
        "- tools:\n",
        "-   - Read   # always\n",
        "-   - Grep\n",
    ]


def test_a_new_key_goes_to_the_end() -> None:
    new = amended(STRICT, color="blue", skills=["a"])
    assert changed(STRICT, new) == ["+ color: blue\n", "+ skills:\n", "+   - a\n"]
    assert "x-odd: {a: 1,  b: [2]}\ncolor: blue\nskills:\n  - a\n---\n" in new


def test_the_body_changes_alone() -> None:
    new = amended(STRICT, body="\nYou write.\r\n\r\nNo more.\n\n\n")
    assert new == STRICT.replace("You read code.\n", "You write.\n\nNo more.\n")
    assert amended(STRICT, body="") == STRICT.removesuffix("\nYou read code.\n")
    assert amended("---\nname: x\n---", body="b") == "---\nname: x\n---\n\nb\n"


@pytest.mark.parametrize("text", [STRICT, REPAIRED, SALVAGED, INDENTED])
def test_what_stands_already_is_left_as_it_is_written(text: str) -> None:
    fields = read_definition(text.encode()).front_matter.fields
    values = {field.key: field.value for field in fields}
    body = read_definition(text.encode()).source.body
    assert amended(text) == amended(text, body=body, absent=None, **values) == text


def test_a_bom_and_foreign_line_ends_stay() -> None:
    text = "\ufeff" + STRICT.replace("\n", "\r\n")
    new = amended(text, model="opus", description="a\nb", color="blue", body="c\nd")
    assert new.startswith("\ufeff---\r\n# Who")
    assert "description: |-\r\n  a\r\n  b\r\n\r\n# What it may use\r\n" in new
    assert "\n" not in new.replace("\r\n", "")
    assert new.endswith("color: blue\r\n---\r\n\r\nc\r\nd\r\n")
    mac = STRICT.replace("\n", "\r")
    assert amended(mac, model="opus") == mac.replace("model: sonnet", "model: opus")


def test_the_other_tiers_are_amended_too() -> None:
    assert amended(REPAIRED, tools=["Read"]) == REPAIRED.replace(" *", "\n  - Read")
    assert amended(REPAIRED, color="red") == REPAIRED.replace("# end\n", "# end\ncolor: red\n")
    assert amended(SALVAGED, model="haiku") == SALVAGED.replace("opus", "haiku")
    mended = amended(SALVAGED, description="Closed.")
    assert mended == "---\nname: x\ndescription: Closed.\nmodel: opus\n---\nbody\n"
    assert read_definition(mended.encode()).tier == "strict"
    assert amended(INDENTED, model="opus") == INDENTED.replace(
        "\n  ---\n  b", "\n  model: opus\n  ---\n  b"
    )


def test_of_duplicates_the_one_that_counts_changes_and_all_go() -> None:
    text = "---\nname: x\nmodel: a\ndescription: d\nmodel: b # last\n---\n"
    assert amended(text, model="c") == text.replace("model: b", "model: c")
    assert amended(text, model=None) == "---\nname: x\ndescription: d\n---\n"
    salvaged = 'model: a\nmodel: b\nname: "x\ny\n'
    assert amended(f"---\n{salvaged}---\n", model="c", name="x") == (
        "---\nmodel: c\nmodel: c\nname: x\n---\n"
    )


def test_a_key_in_long_form_is_amended() -> None:
    assert amended("---\n? name\n: x\n---\n", name="z") == "---\nname: z\n---\n"


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        ("---\n{name: x, description: y}\n---\n", {"name": "z"}),
        ("---\n{name: x, description: y}\n---\n", {"model": "opus"}),
        ("---\nname: x\ndescription: <example> a: b\n---\n", {"own": "1"}),
        ("---\n# c\n{\n  name: x,\n  description: y\n}\n---\n", {"name": "z"}),
        ('---\nmodel: a\nmodel: b\nname: "x\ny\n---\n', {"name": "x"}),
    ],
)
def test_what_can_not_be_done_by_line_is_refused(text: str, changes: dict[str, Any]) -> None:
    with pytest.raises(Refusal) as caught:
        amend_definition(text.encode(), changes)
    assert caught.value.code == "not_amendable"


@pytest.mark.parametrize("changes", [{"name": None, "description": None}, {"x": "\ud800"}])
def test_what_would_be_no_definition_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(Refusal):
        amend_definition(STRICT.encode(), changes)


def outcome(data: bytes, changes: dict[str, Any], body: str | None) -> tuple[bytes, str]:
    try:
        return amend_definition(data, changes, body=body), ""
    except Refusal as refusal:
        return b"", refusal.code


def keeps_its_promise(data: bytes, changes: dict[str, Any], body: str | None) -> None:
    """Check one amendment, or that it was refused for a reason of its own."""
    before = read_definition(data, path="x.md")
    new, code = outcome(data, changes, body)
    assert code in REFUSALS
    if code:
        return
    after = read_definition(new, path="x.md")
    for key, value in changes.items():
        assert same(after.front_matter.value(key), value)
    old = [field for field in before.front_matter.fields if field.key not in changes]
    new = [field for field in after.front_matter.fields if field.key not in changes]
    assert same([(f.key, f.value) for f in old], [(f.key, f.value) for f in new])
    raw = [after.source.line(field.key_line) for field in new]
    assert raw == [before.source.line(field.key_line) for field in old]
    assert as_prompt(after.source.body) == as_prompt(before.source.body if body is None else body)


BLOCKS = st.sampled_from(
    [
        *("name: x", "name: 'x' # c", "description: a", "description: Use: this", "tools: *"),
        *(
            "tools:\n  - a\n  # in\n  - b",
            "tools: [a,\n b]",
            "model: |+\n  a\n\n",
            "x: >\n  a\n  b",
        ),
        *("# comment", "", "  # indented", "x: 'a\n\n  b'", "y: {a: 1}", 'z: "open', "\tq: 1"),
        *(
            "Human: hi",
            "k: &a 1",
            "k: <example>",
            "- item",
            "loose text",
            "model: @x",
            "name:tight",
        ),
        *("? e\n: f", "x: 1\n  2", "metadata:\n  a:\n    - b: c\n      d: |-\n        e", "m: ~"),
    ]
)


@settings(max_examples=300, deadline=None)
@given(
    st.lists(BLOCKS, max_size=6),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.dictionaries(st.sampled_from(["name", "model", "x", "new"]) | KEYS, VALUES, max_size=3),
    st.none() | TEXTS | ODD,
)
def test_every_promise_is_kept_or_refused(
    blocks: list[str], eol: str, changes: dict[str, Any], body: str | None
) -> None:
    text = "\n".join(["---", "name: first", *blocks, "---", "", "Body", ""])
    data = text.replace("\n", eol).encode()
    try:
        read_definition(data)
    except Refusal:
        return
    keeps_its_promise(data, changes, body)


@pytest.mark.corpus
@pytest.mark.skipif(not CORPUS.is_dir(), reason="the collections are not here")
def test_real_files_are_amended_line_by_line() -> None:
    refused = 0
    files = [file for file in find_files(Path(CORPUS)) if not file.is_link][::4]
    for file in files:
        data = file.read()
        try:
            before = read_definition(data, path=file.path)
        except Refusal:
            continue
        assert amend_definition(data, {}) == data
        for changes in ({"model": "opus-9"}, {"description": "Use: this\nand that."}, {"n": 1}):
            keeps_its_promise(data, changes, None)
            try:
                new = amend_definition(data, changes)
            except Refusal:
                refused += 1
                continue
            if "model" in changes and before.model:
                assert sum(a != b for a, b in zip(_lines(data), _lines(new), strict=True)) == 1
    assert refused <= len(files) // 100


def _lines(data: bytes) -> list[bytes]:
    return data.splitlines()
