"""Where things stand in the file, in 1-based lines and columns, for rules to point at them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from agents_app.definitions.body import Block
from agents_app.definitions.definition import Definition
from agents_app.definitions.frontmatter import Field
from agents_app.definitions.tools import Grant

_COMMENT = re.compile(r"(?<![^\s])#[^\n]*")


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of one line; end is the column behind it, 0 where only the start is known."""

    line: int
    column: int
    end: int = 0


def place_at(text: str, offset: int, first_line: int = 1) -> Place:
    """Return the place of an offset into lines of which the first is ``first_line``."""
    before = text.rfind("\n", 0, offset)
    return Place(first_line + text.count("\n", 0, offset), offset - before)


def key_place(definition: Definition, field: Field) -> Place:
    """Return where a field's key stands."""
    line = definition.source.line(field.key_line)
    # Before the value, or a key named like an earlier one's value would be found there.
    end = field.column if field.line == field.key_line else len(line)
    return Place(field.key_line, max(line.rfind(field.key, 0, end), definition.source.indent) + 1)


def spans(definition: Definition) -> Iterator[tuple[Field, int]]:
    """Yield each field with its last line: the one before the next key, or before the fence."""
    fields = definition.front_matter.fields
    starts = [*(field.key_line for field in fields[1:]), definition.source.body_line - 1]
    for field, following in zip(fields, starts, strict=True):
        yield field, max(following - 1, field.line)


def last_line(definition: Definition, field: Field) -> int:
    """Return the last line of one field."""
    place = (field.line, field.column)
    return next(last for other, last in spans(definition) if (other.line, other.column) == place)


def value_text(definition: Definition, field: Field, last: int) -> str:
    """Return a field's lines with the key blanked out, so that offsets stay places."""
    lines = list(definition.source.lines[field.line - 1 : last])
    if field.line == field.key_line:
        lines[0] = " " * (field.column - 1) + lines[0][field.column - 1 :]
    return "\n".join(lines)


def token_place(definition: Definition, grant: Grant) -> Place:
    """Return where a grant's token stands, or its field's value where escapes hide the token."""
    field = definition.field(key_of(grant))
    if field is None:
        return Place(definition.source.front_line, 1)
    text = value_text(definition, field, last_line(definition, field))
    text = _COMMENT.sub(lambda comment: " " * len(comment[0]), text)
    at = end = 0
    for token in tokens_beside(definition, grant)[: index_of(definition, grant) + 1]:
        at = text.find(token, end)
        if at >= 0:
            end = at + len(token)
    if at < 0:
        return Place(field.line, field.column)
    start = place_at(text, at, field.line)
    return Place(start.line, start.column, start.column + end - at)


def key_of(grant: Grant) -> str:
    """Return the front matter key that a grant comes from."""
    return "tools" if grant.effect == "allow" else "disallowedTools"


def tokens_beside(definition: Definition, grant: Grant) -> list[str]:
    """Return all tokens of a grant's list, its own included."""
    return [other.token for other in definition.access.grants if other.effect == grant.effect]


def index_of(definition: Definition, grant: Grant) -> int:
    """Return a grant's 0-based index in its own list."""
    allowed = 0 if grant.effect == "allow" else len(definition.access.allowed())
    return grant.position - allowed - 1


def word_place(definition: Definition, number: int, word: str) -> Place:
    """Return where a word stands in a line in any case, column 1 where it is written otherwise."""
    return Place(number, max(definition.source.line(number).lower().find(word.lower()), 0) + 1)


def block_place(definition: Definition, block: Block, offset: int, word: str) -> Place:
    """Return the place of a word found at an offset into a block of the body."""
    return word_place(definition, block.line + block.text.count("\n", 0, offset), word)
