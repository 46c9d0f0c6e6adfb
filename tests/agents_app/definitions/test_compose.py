"""Composing: fields to a file and back, whatever they hold, and nothing is read otherwise."""

from __future__ import annotations

import math
from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from agents_app.definitions import Refusal, compose_definition, read_definition
from agents_app.definitions.compose import as_prompt, same

TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=60)
ODD = st.sampled_from(
    [
        *("no", "Yes", "~", "null", "true", "12:30", "1_000", "0o17", "2026-11-22", "1e3", ".inf"),
        *("*bold*", "&a", "!tag", "@at", "`tick`", "%x", "#hash", "a #b", "a: b", "a:", "- a"),
        *("[a]", "{a}", '"', "'", "\\", "|", ">", "---", "...", "?", "=", "<<", " a", "a ", "\t"),
        *(
            "a\nb",
            "a\n\nb\n",
            "a\n  b\n\n",
            "\n",
            " a\nb",
            "a\r\nb",
            "a\x85b",
            "a\u2028b",
            "\ufeff",
        ),
        *("é", "日本", "👩‍💻", "\u202e", "\x07", "\x7f", "\U0010ffff", "a\n---\nb", "a\n# b"),
    ]
)
NUMBERS = st.integers(-(10**16) + 1, 10**16 - 1) | st.floats(allow_nan=False, allow_infinity=False)
SCALARS = st.none() | st.booleans() | NUMBERS | TEXTS | ODD
KEYS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12) | ODD
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=12,
)
FRONTS = st.dictionaries(KEYS, VALUES, max_size=4)


def read_back(data: bytes) -> tuple[dict[str, Any], str]:
    definition = read_definition(data, path="x.md")
    assert definition.tier == "strict"
    fields = definition.front_matter.fields
    assert len({field.key for field in fields}) == len(fields)
    return {field.key: field.value for field in fields}, as_prompt(definition.source.body)


@settings(deadline=None)
@given(FRONTS, TEXTS | ODD)
@example({"x": {"a": ["b\nc", ["d"], {"e": "f\n"}], "g": {}}, "y": []}, "")
def test_what_is_written_is_read_back(front: dict[str, Any], body: str) -> None:
    wanted = {"name": "reader", "description": "Reads."} | front
    wanted |= {"name": "reader"}
    data = compose_definition(wanted, body)
    fields, prompt = read_back(data)
    assert same(fields, wanted)
    assert prompt == as_prompt(body)


@settings(deadline=None)
@given(FRONTS)
def test_order_changes_nothing_and_writing_again_neither(front: dict[str, Any]) -> None:
    wanted = front | {"name": "reader", "tools": ["Read", "Bash(git *)"], "model": "opus"}
    data = compose_definition(wanted, "Read.\n")
    assert compose_definition(dict(reversed(wanted.items())), "\n\nRead.") == data
    fields, prompt = read_back(data)
    assert compose_definition(fields, prompt) == data


@settings(deadline=None)
@given(st.dictionaries(KEYS, TEXTS | ODD, min_size=1, max_size=4))
def test_readers_of_older_yaml_see_the_same_texts(front: dict[str, str]) -> None:
    data = compose_definition(front | {"name": "reader"}, "")
    head = data.decode().removeprefix("---\n").removesuffix("---\n")
    # PyYAML guesses by YAML 1.1, and says no to astral letters in the stream on no machine of ours.
    assert yaml.safe_load(head) == front | {"name": "reader"}


def test_the_file_is_as_a_person_would_write_it() -> None:
    front = {
        "tools": ["Read", "Bash(git *)"],
        "hooks": {"Stop": [{"matcher": "*", "hooks": [{"type": "command", "command": "a\nb\n"}]}]},
        "description": "Use when: code must be read.\nNever otherwise.",
        "name": "code-reader",
        "maxTurns": 5,
        "background": False,
        "author": "no",
    }
    assert compose_definition(front, "You read code.").decode() == (
        "---\n"
        "name: code-reader\n"
        "description: |-\n"
        "  Use when: code must be read.\n"
        "  Never otherwise.\n"
        "tools:\n"
        "  - Read\n"
        "  - Bash(git *)\n"
        'author: "no"\n'
        "background: false\n"
        "hooks:\n"
        "  Stop:\n"
        "    - hooks:\n"
        "        - command: |\n"
        "            a\n"
        "            b\n"
        "          type: command\n"
        '      matcher: "*"\n'
        "maxTurns: 5\n"
        "---\n"
        "\n"
        "You read code.\n"
    )


def deep(levels: int) -> Any:
    value: Any = "x"
    for _ in range(levels):
        value = [value]
    return value


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("\ud800", "value_not_writable"),
        ("a\0b", "value_not_writable"),
        ({"\ud800": 1}, "value_not_writable"),
        ({"k" * 201: 1}, "value_not_writable"),
        (10**16, "value_not_writable"),
        (math.inf, "value_not_writable"),
        (math.nan, "value_not_writable"),
        (b"bytes", "value_not_writable"),
        (deep(21), "yaml_too_deep"),
        (deep(5_000), "yaml_too_deep"),
        (["x"] * 5_000, "yaml_too_large"),
        ("x" * 70_000, "front_matter_too_large"),
    ],
)
def test_what_yaml_can_not_hold_is_refused(value: Any, code: str) -> None:
    with pytest.raises(Refusal) as caught:
        compose_definition({"name": "reader", "x": value})
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("front", "body", "code"),
    [
        ({}, "", "front_matter_not_a_mapping"),
        ({"author": "me"}, "", "not_a_definition"),
        ({"name": "reader"}, "a\0", "nul_byte"),
        ({"name": "reader"}, "\udfff", "value_not_writable"),
        ({"name": "reader"}, "x" * 1024 * 1024, "too_large"),
    ],
)
def test_what_is_no_definition_is_refused(front: dict[str, Any], body: str, code: str) -> None:
    with pytest.raises(Refusal) as caught:
        compose_definition(front, body)
    assert caught.value.code == code
