"""Unseen characters that the front matter spells as escapes: harmless to the eye, not as values."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from agents_app.definitions.definition import Definition
from agents_app.definitions.frontmatter import Field
from agents_app.definitions.lint.places import Place, place_at, spans
from agents_app.definitions.lint.unseen import unseen_in

_ESCAPE = re.compile(
    r"\\(?:x(?P<x>[0-9a-fA-F]{2})|u(?P<u>[0-9a-fA-F]{4})|U(?P<U>[0-9a-fA-F]{8})|[abefvrNLP])"
)
_LETTERS = dict(zip("abefvrNLP", "\a\b\x1b\f\v\r\x85\u2028\u2029", strict=True))


def escaped_in(definition: Definition) -> Iterator[tuple[Place, str]]:
    """Yield each escape that gives an unseen character in a value, and the character."""
    for field, last in spans(definition):
        first = field.key_line
        text = "\n".join(definition.source.lines[first - 1 : last])
        # Without an escape a value says what its lines say, and these are looked at as they are.
        if "\\" in text and (unseen := set(_unseen(field))):
            for escape in _ESCAPE.finditer(text):
                if (character := _decoded(escape)) in unseen:
                    yield place_at(text, escape.start(), first), character


def _unseen(field: Field) -> Iterator[str]:
    for text in _texts({field.key: field.value}):
        for run in unseen_in(text).finditer(text):
            yield from run[0]


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield key
            yield from _texts(item)


def _decoded(escape: re.Match[str]) -> str:
    digits = escape["x"] or escape["u"] or escape["U"]
    if not digits:
        return _LETTERS[escape[0][1]]
    code = int(digits, 16)
    return chr(code) if code <= 0x10FFFF else ""
