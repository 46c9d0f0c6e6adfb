"""Fixes, each proven: the front matter is read again with the line changed, or there is no fix."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from agents_app.definitions.definition import Definition
from agents_app.definitions.frontmatter import Field, FrontMatter, read_front_matter
from agents_app.definitions.lint.places import (
    index_of,
    key_of,
    last_line,
    token_place,
    tokens_beside,
)
from agents_app.definitions.refusal import Refusal
from agents_app.definitions.tools import Grant, base_of, tokens_of, tool_named

# A proof costs as much as reading; nobody writes more keys by hand.
MOST_FIELDS = 100
_TIERS = ("strict", "repaired", "salvaged")
_ONLY_ITEM = re.compile(r"[ \t]*-[ \t]*[\"']?\Z")
_REST_OF_ITEM = re.compile(r"[\"']?[ \t]*(?:#.*)?\Z")


def proven(
    definition: Definition, number: int, line: str, key: str, is_right: Callable[[Any], bool]
) -> str | None:
    """Return the new line if with it ``key`` reads right and nothing else reads otherwise."""
    before = definition.front_matter
    after = _reread(definition, number, line) if len(before.fields) <= MOST_FIELDS else None
    if after is None or _TIERS.index(after.tier) > _TIERS.index(before.tier):
        return None
    same = _others(before, key) == _others(after, key)
    return line if same and is_right(after.value(key)) else None


def quoted(definition: Definition, field: Field) -> str | None:
    """Return a one-line field's line with its value in quotes."""
    value = field.value
    if not isinstance(value, str) or _goes_on(definition, field):
        return None
    plain = '"' not in value and "\\" not in value
    marked = f'"{value}"' if plain else "'" + value.replace("'", "''") + "'"
    line = definition.source.line(field.line)[: field.column - 1] + marked
    return proven(definition, field.line, line, field.key, lambda read: bool(read == value))


def with_value(definition: Definition, field: Field, value: str) -> str | None:
    """Return a field's line with another value, in the quotes that it has."""
    line, start = definition.source.line(field.line), field.column - 1
    for mark in ("", '"', "'"):
        written = f"{mark}{field.value}{mark}"
        if line.startswith(written, start):
            mended = line[:start] + mark + value + mark + line[start + len(written) :]
            return proven(
                definition, field.line, mended, field.key, lambda read: bool(read == value)
            )
    return None


def with_token(definition: Definition, grant: Grant, token: str) -> str | None:
    """Return the line of a token with another in its place."""
    place = token_place(definition, grant)
    line = definition.source.line(place.line)
    wanted = tokens_beside(definition, grant)
    wanted[index_of(definition, grant)] = token
    return _with_tokens(
        definition, grant, line[: place.column - 1] + token + line[place.end - 1 :], wanted
    )


def without_token(definition: Definition, grant: Grant) -> str | None:
    """Return the line of a token without it, ``""`` where the line has nothing else.

    None where it is the only token, for an empty list would grant every tool, and where it is the
    only one that resolves, for Claude Code refuses to launch an agent without one.
    """
    place = token_place(definition, grant)
    line = definition.source.line(place.line)
    wanted = tokens_beside(definition, grant)
    del wanted[index_of(definition, grant)]
    if resolves(grant.token) and not any(map(resolves, wanted)):
        return None
    mended = _cut(line[: place.column - 1], line[place.end - 1 :])
    return _with_tokens(definition, grant, mended, wanted)


def with_tokens(definition: Definition, field: Field, tokens: list[str]) -> str | None:
    """Return a one-line field's line as a plain list of these tokens."""
    if not tokens or _goes_on(definition, field):
        return None
    line = definition.source.line(field.line)[: field.column - 1] + ", ".join(tokens)
    return proven(
        definition, field.line, line, field.key, lambda read: list(tokens_of(read)) == tokens
    )


def resolves(token: str) -> bool:
    """Return whether a token names a tool that Claude Code has, or a pattern of tools."""
    return tool_named(base_of(token)).standing in ("current", "pattern")


def _with_tokens(definition: Definition, grant: Grant, line: str, wanted: list[str]) -> str | None:
    place = token_place(definition, grant)
    if not place.end or not wanted:
        return None
    return proven(
        definition, place.line, line, key_of(grant), lambda read: list(tokens_of(read)) == wanted
    )


def _cut(left: str, right: str) -> str:
    """Join what stands around a token, with one comma or blank fewer."""
    if _ONLY_ITEM.match(left) and _REST_OF_ITEM.match(right):
        return ""
    if left[-1:] in ('"', "'") and left[-1:] == right[:1]:
        left, right = left[:-1], right[1:]
    if right.lstrip().startswith(","):
        mended = left + right.lstrip()[1:].lstrip()
    elif left.rstrip().endswith(","):
        mended = left.rstrip()[:-1] + right
    else:
        mended = left + right.lstrip() if right.strip() else left.rstrip()
    return mended if mended.strip() else ""


def _goes_on(definition: Definition, field: Field) -> bool:
    """Return whether a field's value takes more than its first line."""
    lines = definition.source.lines[field.line : last_line(definition, field)]
    return field.line != field.key_line or any(line.strip() for line in lines)


def _reread(definition: Definition, number: int, line: str) -> FrontMatter | None:
    source = definition.source
    lines = (*source.lines[: number - 1], line, *source.lines[number : source.body_line - 1])
    try:
        return read_front_matter(replace(source, lines=lines))
    except Refusal:
        return None


def _others(front: FrontMatter, key: str) -> dict[str, Any]:
    """Return what counts for every other key: of duplicates, the first in a salvaged file."""
    fields = front.fields[::-1] if front.tier == "salvaged" else front.fields
    return {field.key: field.value for field in fields if field.key != key}
