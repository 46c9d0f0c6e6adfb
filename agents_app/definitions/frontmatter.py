"""Front matter in three tiers: strict YAML, repaired, salvaged. No key is ever dropped."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal

from agents_app.definitions.refusal import Refusal
from agents_app.definitions.source import Source
from agents_app.definitions.yaml_events import Entry, NotYaml, read_mapping

Tier = Literal["strict", "repaired", "salvaged"]

_KEY_LINE = re.compile(r"([A-Za-z_][A-Za-z0-9_.-]*)[ \t]*:(?:[ \t]+|$)")
# A blank was forgotten; nothing else can be meant by one of these at the start of a line.
_TIGHT_KEY_LINE = re.compile(r"(name|description|tools|model):(?=[^ \t/:])")
_KNOWN_KEYS = frozenset(
    "name description tools disallowedTools model permissionMode maxTurns skills mcpServers hooks "
    "memory background effort isolation color initialPrompt category tags author version metadata "
    "emoji vibe allowed-tools globs temperature max_turns handoffs agents target mode".split()
)
# Example dialogues pasted into a description bring lines at column 0 that look like keys.
_DIALOGUE = frozenset("user assistant human context commentary system example note".split())


@dataclass(frozen=True, slots=True)
class Field:
    """One front matter key as it stands in the file.

    value: str, bool, int, float, None, list or dict (JSON types), never a date.
    line, column: 1-based place of the value's first character; key_line: of the key.
    tier: how this field had to be read; plain: an unquoted one-line or folded scalar.
    """

    key: str
    value: Any
    key_line: int
    line: int
    column: int
    tier: Tier = "strict"
    plain: bool = True


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """All fields in file order; of duplicates, the last strict or the first salvaged counts."""

    fields: tuple[Field, ...]
    tier: Tier
    problem: NotYaml | None = None

    def field(self, key: str) -> Field | None:
        """Return the field that counts for a key, None where the file does not have it."""
        found = [field for field in self.fields if field.key == key]
        if not found:
            return None
        return found[0] if self.tier == "salvaged" else found[-1]

    def value(self, key: str) -> Any:
        """Return the value that counts for a key, None where it is absent or null."""
        field = self.field(key)
        return field.value if field else None


def read_front_matter(source: Source) -> FrontMatter:
    """Read the front matter in the first tier that works.

    Raises Refusal for what no tier may take (see ``yaml_events``) and
    ``front_matter_not_a_mapping`` where not one known key is found.
    """
    lines = source.front_lines
    shift = source.front_line
    try:
        entries = read_mapping("\n".join(lines) + "\n")
    except NotYaml as problem:
        fields = _read_in_chunks(lines, shift, source.indent)
        _refuse_strangers(fields, shift)
        # With no field to repair, what failed lies between the fields: no quotes mend that.
        mendable = "repaired" in (tiers := {field.tier for field in fields})
        mended = mendable and "salvaged" not in tiers and source.loads
        tier: Tier = "repaired" if mended else "salvaged"
        return FrontMatter(fields, tier, problem)
    except Refusal as refusal:
        raise _moved(refusal, shift) from None
    fields = tuple(_field(entry, shift, source.indent) for entry in entries)
    if not source.loads:
        _refuse_strangers(fields, shift)
    return FrontMatter(fields, "strict" if source.loads else "salvaged")


def _field(entry: Entry, shift: int, indent: int = 0) -> Field:
    column = entry.value_column + indent + 1
    return Field(
        entry.key,
        entry.value,
        entry.line + shift,
        entry.value_line + shift,
        column,
        plain=entry.plain,
    )


def _refuse_strangers(fields: tuple[Field, ...], shift: int) -> None:
    if not any(field.key in _KNOWN_KEYS for field in fields):
        raise Refusal(
            "front_matter_not_a_mapping",
            "Between the '---' lines there must be 'key: value' lines, name and description first.",
            line=shift,
        )


def _moved(refusal: Refusal, shift: int) -> Refusal:
    line = (refusal.line or 1) - 1 + shift
    return Refusal(refusal.code, refusal.message, line=line, column=refusal.column)


def _read_in_chunks(lines: tuple[str, ...], shift: int, indent: int) -> tuple[Field, ...]:
    return tuple(
        replace(field, column=field.column + indent)
        for start, chunk in _chunks(lines)
        for field in _read_chunk(chunk, start + shift)
    )


def _chunks(lines: tuple[str, ...]) -> Iterator[tuple[int, list[str]]]:
    """Cut the lines at each key; what stands before the first key belongs to none."""
    start, chunk = 0, list[str]()
    for number, line in enumerate(lines):
        if _begins_key(line, chunk):
            if chunk:
                yield start, chunk
            start, chunk = number, [line]
        elif chunk:
            chunk.append(line)
    if chunk:
        yield start, chunk


def _begins_key(line: str, chunk: list[str]) -> bool:
    if _TIGHT_KEY_LINE.match(line):
        return True
    match = _KEY_LINE.match(line)
    if not match:
        return False
    key = match[1]
    if key in _KNOWN_KEYS:
        return True
    inside_example = sum(text.count("<example") - text.count("</example") for text in chunk) > 0
    return key[0].islower() and key not in _DIALOGUE and not inside_example


def _read_chunk(chunk: list[str], line: int) -> Iterator[Field]:
    """Read one key and its value alone, so that one bad value can't hide the others."""
    untabbed = [re.sub(r"^[ \t]+", lambda blanks: blanks[0].replace("\t", "  "), t) for t in chunk]
    attempts: tuple[tuple[list[str], Tier], ...] = ((chunk, "strict"), (untabbed, "repaired"))
    for text, tier in attempts:
        try:
            entries = read_mapping("\n".join(text) + "\n")
        except NotYaml:
            continue
        except Refusal as refusal:
            raise _moved(refusal, line) from None
        yield from (replace(_field(entry, line), tier=tier) for entry in entries)
        return
    yield _rescued(chunk, line)


def _rescued(chunk: list[str], line: int) -> Field:
    """Take the value as the text it is: one line as if it were quoted, several as they stand."""
    tight = _TIGHT_KEY_LINE.match(chunk[0])
    match = tight or _KEY_LINE.match(chunk[0])
    assert match, "a chunk begins with its key"
    first = chunk[0][match.end() :].rstrip()
    rest = [text.strip() for text in chunk[1:]]
    value = "\n".join([first, *rest]).strip()
    quotes = first[:1] if first[:1] in ("'", '"') else ""
    unbalanced = bool(quotes) and (first.count(quotes) % 2 == 1 or first.endswith(quotes))
    if not any(rest) and not unbalanced and not tight:
        return Field(match[1], value, line, line, match.end() + 1, "repaired")
    if quotes and not value.endswith(quotes):
        value = value[1:]
    return Field(match[1], value, line, line, match.end() + 1, "salvaged")
