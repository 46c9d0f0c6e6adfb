"""Plain values to YAML text: every reader of YAML 1.1 or 1.2 takes it for the same values."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Mapping
from typing import Any

from agents_app.definitions.refusal import Refusal
from agents_app.definitions.yaml_events import MAX_DEPTH

MOST_KEY_CHARACTERS = 200
_MOST_INTEGER = 10**16 - 1

# Words that YAML 1.1 or 1.2 takes for something else than text.
_WORDS = frozenset("y n yes no on off true false null nan inf".split())
_ENDS_IT = re.compile(r": |:$| #|\s$")
_STEP = "  "


def entry(key: str, value: Any, depth: int = 1) -> list[str]:
    """Return the lines of ``key: value``, without line ends.

    value: str, bool, int, float, None, list or mapping, as JSON has them. Mappings are written in
    the order of their keys, so that the same value is always the same text. Raises Refusal
    ``value_not_writable`` for what no YAML reader gives back alike, ``yaml_too_deep``.
    """
    if len(key) > MOST_KEY_CHARACTERS:
        raise _unwritable(f"A key has {len(key):,} characters; {MOST_KEY_CHARACTERS} are allowed.")
    head, *rest = _value(value, depth)
    return [f"{_on_one_line(key)}:{' ' if head else ''}{head}", *_indented(rest)]


def _value(value: Any, depth: int) -> list[str]:
    """Return what stands behind a colon, and the lines below it, not indented yet."""
    if isinstance(value, Mapping | list) and value and depth >= MAX_DEPTH:
        raise Refusal("yaml_too_deep", f"A value is nested over {MAX_DEPTH} levels.")
    if isinstance(value, Mapping):
        pairs = sorted(value.items())
        below = [line for key, inner in pairs for line in entry(key, inner, depth + 1)]
        return ["", *below] if below else ["{}"]
    if isinstance(value, list):
        below = [line for inner in value for line in _item(inner, depth + 1)]
        return ["", *below] if below else ["[]"]
    if isinstance(value, str) and _may_be_a_block(value):
        return ["|" if value.endswith("\n") else "|-", *value.removesuffix("\n").split("\n")]
    return [_scalar(value)]


def _item(value: Any, depth: int) -> list[str]:
    head, *rest = _value(value, depth)
    if not head:
        head, *rest = rest
        return [f"- {head}", *_indented(rest)]
    return [f"- {head}", *_indented(rest)]


def _indented(lines: Iterable[str]) -> list[str]:
    return [f"{_STEP}{line}" if line else "" for line in lines]


def _scalar(value: Any) -> str:
    if isinstance(value, str):
        return _on_one_line(value)
    if value is None or isinstance(value, bool):
        return json.dumps(value)
    if isinstance(value, int) and abs(value) <= _MOST_INTEGER:
        return str(value)
    if isinstance(value, float) and math.isfinite(value):
        mantissa, e, exponent = repr(value).partition("e")
        # Without a point, YAML 1.1 takes 1e+22 for text.
        return mantissa + (".0" if e and "." not in mantissa else "") + e + exponent
    raise _unwritable("A number is too large, or a value is none that JSON has.")


def _on_one_line(text: str) -> str:
    """Write a text plainly where that is safe, else in double quotes with JSON's escapes."""
    if "\0" in text or any("\ud800" <= character <= "\udfff" for character in text):
        raise _unwritable("A text holds NUL or half a surrogate pair.")
    if _may_be_plain(text):
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    return "".join(each if each.isprintable() else _escaped(each) for each in quoted)


def _may_be_plain(text: str) -> bool:
    begins_well = text[:1].isalpha() and text.casefold() not in _WORDS
    return begins_well and text.isprintable() and not _ENDS_IT.search(text)


def _may_be_a_block(text: str) -> bool:
    """Return whether a text of several lines can stand as it is, line by line."""
    lines = text.removesuffix("\n").split("\n")
    if len(lines) < 2 or not lines[0] or not lines[-1] or lines[0].startswith(" "):
        return False
    return all(line.isprintable() and line == line.rstrip() for line in lines)


def _escaped(character: str) -> str:
    code = ord(character)
    return f"\\u{code:04X}" if code < 0x10000 else f"\\U{code:08X}"


def _unwritable(message: str) -> Refusal:
    return Refusal("value_not_writable", message)
