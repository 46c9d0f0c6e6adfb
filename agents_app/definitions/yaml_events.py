"""YAML text to plain values, from libyaml's event stream, with every danger refused or bounded.

PyYAML's loaders are not used: they crash on deep nesting, expand merge keys exponentially, guess
dates and booleans by YAML 1.1, and raise a dozen kinds of error. The event stream does none of
that. Scalars follow the YAML 1.2 core schema, cut to what JSON can hold.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from agents_app.definitions.refusal import Refusal

Value = Any  # str | bool | int | float | None | list | dict, as JSON has them

MAX_DEPTH = 20
MAX_EVENTS = 5_000

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INT = re.compile(r"[-+]?[0-9]{1,16}\Z")
_HEX = re.compile(r"0x[0-9a-fA-F]{1,12}\Z")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]{1,4})?\Z")
_WORDS: dict[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
# YAML 1.1 breaks lines at these, YAML 1.2 and every editor do not: left in place, a text could
# show one set of keys to us and another to the harness.
_FOREIGN_BREAKS = "\x85\u2028\u2029"


class NotYaml(ValueError):
    """The text is not YAML that we read; ``line`` and ``column`` are 0-based places in it."""

    def __init__(self, problem: str, line: int = 0, column: int = 0) -> None:
        super().__init__(problem)
        self.problem, self.line, self.column = problem, line, column


@dataclass(frozen=True, slots=True)
class Entry:
    """One key of the top mapping with its value; lines and columns are 0-based."""

    key: str
    value: Value
    line: int
    column: int
    value_line: int
    value_column: int
    plain: bool


def read_mapping(text: str) -> list[Entry]:
    """Read a YAML mapping into its entries, in order, duplicates included.

    Raises NotYaml for what a YAML 1.2 parser rejects (or for a text that is no mapping), and
    Refusal for what no definition needs and every parser treats differently: aliases, merge
    keys, tags, directives, nesting over 20, over 5,000 events, NUL and lone surrogates.
    """
    shielded, unshield = _shielded(text)
    reader = _Reader(_events(shielded), unshield)
    try:
        return reader.document()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = (mark.line, mark.column) if mark else (0, 0)
        raise NotYaml(error.problem or error.context or "not YAML", *place) from None
    except yaml.YAMLError as error:
        raise NotYaml(str(error).splitlines()[0]) from None


def _events(text: str) -> Iterator[Any]:
    yield from yaml.parse(text, Loader=_Loader)


def _shielded(text: str) -> tuple[str, dict[int, str]]:
    present = [mark for mark in _FOREIGN_BREAKS if mark in text]
    if not present:
        return text, {}
    free = (chr(code) for code in range(0x10F000, 0x10FFFD) if chr(code) not in text)
    stand_ins = dict(zip(present, free, strict=False))
    shield = str.maketrans(stand_ins)
    return text.translate(shield), {ord(new): old for old, new in stand_ins.items()}


class _Reader:
    """Walks the events of one document; depth and number are counted on the way."""

    def __init__(self, events: Iterator[Any], unshield: dict[int, str]) -> None:
        self._events = events
        self._unshield = unshield
        self._count = 0
        self._anchors: set[str] = set()

    def document(self) -> list[Entry]:
        start = self._next_of(yaml.DocumentStartEvent)
        if start.version or start.tags:
            raise _refused("yaml_directive", "YAML directives (%…) are not allowed.", start)
        root = self._next()
        if not isinstance(root, yaml.MappingStartEvent):
            raise NotYaml("the front matter is not a list of 'key: value' lines", *_place(root))
        self._no_tag(root)
        entries = list(self._entries(1))
        end = self._next_of(yaml.DocumentEndEvent)
        if end.explicit or not isinstance(self._next(), yaml.StreamEndEvent):
            raise NotYaml("a second YAML document begins here", *_place(end))
        return entries

    def _entries(self, depth: int) -> Iterator[Entry]:
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            key = self._key(event)
            value_event = self._next()
            plain = isinstance(value_event, yaml.ScalarEvent) and _is_plain(value_event)
            value = self._value(value_event, depth)
            yield Entry(key, value, *_place(event), *_place(value_event), plain)

    def _key(self, event: Any) -> str:
        if isinstance(event, yaml.AliasEvent):
            raise self._alias(event)
        if not isinstance(event, yaml.ScalarEvent):
            raise NotYaml("a key must be plain text", *_place(event))
        if event.value == "<<" and _is_plain(event):
            raise _refused("yaml_merge", "Merge keys ('<<') are not allowed.", event)
        self._no_tag(event)
        return self._text(event)

    def _value(self, event: Any, depth: int) -> Value:
        if isinstance(event, yaml.AliasEvent):
            raise self._alias(event)
        self._no_tag(event)
        if isinstance(event, yaml.ScalarEvent):
            text = self._text(event)
            return scalar(text) if _is_plain(event) else text
        if depth >= MAX_DEPTH:
            raise _refused("yaml_too_deep", f"YAML is nested over {MAX_DEPTH} levels.", event)
        if isinstance(event, yaml.SequenceStartEvent):
            return list(self._items(depth + 1))
        return {entry.key: entry.value for entry in self._entries(depth + 1)}

    def _items(self, depth: int) -> Iterator[Value]:
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            yield self._value(event, depth)

    def _text(self, event: Any) -> str:
        text: str = event.value
        if self._unshield:
            text = text.translate(self._unshield)
        if "\0" in text or (not text.isascii() and any("\ud800" <= c <= "\udfff" for c in text)):
            raise _refused("yaml_character", "An escape gives NUL or half a surrogate pair.", event)
        return text

    def _alias(self, event: Any) -> Exception:
        """Refuse a real alias; an undefined one is a value that only needs quotes."""
        if event.anchor in self._anchors:
            return _refused("yaml_alias", "YAML aliases (*name) are not allowed.", event)
        return NotYaml(f"'*{event.anchor}' reads as an alias; quote the value", *_place(event))

    def _no_tag(self, event: Any) -> None:
        if event.anchor:
            self._anchors.add(event.anchor)
        if event.tag:
            raise _refused("yaml_tag", f"YAML tags ({event.tag[:40]}) are not allowed.", event)

    def _next_of(self, kind: type) -> Any:
        while not isinstance(event := self._next(), kind):
            if isinstance(event, yaml.StreamEndEvent):
                raise NotYaml("the front matter is empty")
        return event

    def _next(self) -> Any:
        self._count += 1
        event = next(self._events)
        if self._count > MAX_EVENTS:
            raise _refused("yaml_too_large", f"YAML has over {MAX_EVENTS:,} parts.", event)
        return event


def scalar(text: str) -> Value:
    """Give a plain scalar its YAML 1.2 core type; what JSON can't hold exactly stays text."""
    if text in _WORDS:
        return _WORDS[text]
    if _INT.match(text):
        return int(text)
    if _HEX.match(text):
        return int(text, 16)
    if _FLOAT.match(text) and not text.lstrip("-+").isdigit():
        number = float(text)
        return number if math.isfinite(number) else text
    return text


def _is_plain(event: Any) -> bool:
    """Return whether a scalar has no quotes: libyaml gives it the style ``""``, PyYAML None."""
    return not event.style


def _place(event: Any) -> tuple[int, int]:
    return event.start_mark.line, event.start_mark.column


def _refused(code: str, message: str, event: Any) -> Refusal:
    line, column = _place(event)
    return Refusal(code, message, line=line + 1, column=column + 1)
