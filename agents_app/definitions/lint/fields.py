"""Family F: the other keys of the front matter and their values."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from typing import Any

from agents_app.definitions.definition import Definition
from agents_app.definitions.lint.finding import Spot, Surroundings, rule
from agents_app.definitions.lint.mending import with_value
from agents_app.definitions.lint.places import key_place
from agents_app.definitions.nearness import near
from agents_app.definitions.vocabularies import claude_code

# What people mean who know the key from a skill, and keys of other harnesses that only look like
# a slip of the pen.
_MEANT = {"allowedtools": "tools", "mode": None, "models": None}
_REGRANTED = ("Read", "Write", "Edit")


@rule(
    "F001",
    "warning",
    "Claude Code ignores the key `{key}`, and Gemini CLI and Codex refuse a file that has it: "
    "{advice}",
)
def key_is_known(definition: Definition, _: Surroundings) -> Iterator[Spot]:
    """Metadata such as ``emoji`` is harmless here and fatal in an export."""
    for field in definition.front_matter.fields:
        if field.key not in claude_code()["keys"]:
            meant = _meant(field.key)
            advice = f"did you mean `{meant}`?" if meant else "take it out where it has no reader."
            place = key_place(definition, field)
            yield Spot(place.line, place.column, {"key": field.key, "advice": advice})


@rule("F002", "warning", "`{value}` is no value for `{key}`, and the field is ignored: {allowed}.")
def value_is_allowed(definition: Definition, _: Surroundings) -> Iterator[Spot]:
    """Claude Code drops a bad value without a word."""
    for key, (is_allowed, allowed) in _allowed().items():
        field = definition.field(key)
        if field is None or field.value is None or is_allowed(field.value):
            continue
        meant = _in_right_case(key, field.value)
        fix = with_value(definition, field, meant) if meant else None
        words = {"key": key, "value": str(field.value), "allowed": allowed}
        yield Spot(field.line, field.column, words, fix)


@rule("F003", "warning", "Claude Code ignores `{key}` in an agent of a plugin: take it out.")
def plugin_may_have_it(definition: Definition, _: Surroundings) -> Iterator[Spot]:
    """A plugin must not bring hooks, servers or permissions in through an agent."""
    folders = PurePosixPath(definition.path).parts[:-1]
    if "plugins" not in folders and ".claude-plugin" not in folders:
        return
    for key in claude_code()["ignored_in_plugins"]:
        if field := definition.field(key):
            place = key_place(definition, field)
            yield Spot(place.line, place.column, {"key": key})


@rule(
    "F004",
    "warning",
    "`memory` grants {tools} again, which `tools` leaves out: drop `memory`, or grant them openly.",
)
def memory_grants_nothing_new(definition: Definition, _: Surroundings) -> Iterator[Spot]:
    """An agent with a memory must be able to read and write it."""
    field, access = definition.field("memory"), definition.access
    if field is None or field.value not in claude_code()["values"]["memory"] or access.inherits:
        return
    left_out = [f"`{tool}`" for tool in _REGRANTED if access.has(tool) is None]
    if left_out:
        place = key_place(definition, field)
        yield Spot(place.line, place.column, {"tools": " and ".join(left_out)})


def _meant(key: str) -> str | None:
    keys = {known.lower(): known for known in claude_code()["keys"]}
    flat = re.sub(r"[-_ ]", "", key[:64].lower())
    if flat in _MEANT:
        return _MEANT[flat]
    return keys.get(flat) or next(iter(near(key, keys.values(), most=1)), None)


def _allowed() -> dict[str, tuple[Callable[[Any], bool], str]]:
    """Return, for each key that is checked, the test and what it asks for in words."""
    values = claude_code()["values"]
    tests: dict[str, tuple[Callable[[Any], bool], str]] = {
        key: (words.__contains__, "allowed are " + ", ".join(words))
        for key, words in values.items()
    }
    efforts = values["effort"]
    tests["effort"] = (
        lambda value: value in efforts or _is_whole(value),
        f"allowed are {', '.join(efforts)} or a whole number",
    )
    return tests | _TYPES


def _is_whole(value: Any) -> bool:
    """Take a whole number, also as text."""
    return str(value).isascii() and str(value).isdecimal()


_TYPES: dict[str, tuple[Callable[[Any], bool], str]] = {
    "background": (
        lambda value: isinstance(value, bool) or value in ("true", "false"),
        "write true or false",
    ),
    "maxTurns": (
        lambda value: _is_whole(value) and bool(str(value).strip("0")),
        "write a whole number above 0",
    ),
    "hooks": (lambda value: isinstance(value, dict), "write a map of events"),
    "mcpServers": (lambda value: isinstance(value, list | dict), "write a list of servers"),
    "skills": (lambda value: isinstance(value, list | str), "write a list of skill names"),
    "model": (lambda value: not isinstance(value, dict | bool), "write one model"),
    "initialPrompt": (lambda value: isinstance(value, str), "write text"),
}


def _in_right_case(key: str, value: Any) -> str | None:
    words = claude_code()["values"].get(key, ())
    return next((word for word in words if word.lower() == str(value).lower()), None)
