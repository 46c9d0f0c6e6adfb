"""JSON as it is meant: UTF-8, no member twice, no number that is none, no text that is none."""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from typing import IO, Any

from rest_framework.parsers import BaseParser
from rest_framework.renderers import JSONRenderer

from agents_app.errors import BadRequest, Refusal, TooLarge
from api.bodies.charsets import refuse_other_charsets

MOST_BYTES = 2 * 1024 * 1024  # a definition of 1 MiB, with every line end of it escaped
MOST_DEPTH = 30
_STRING = re.compile(rb'"(?:[^"\\]|\\.)*"?', re.S)


class StrictJSONParser(BaseParser):
    """An object in JSON; measured before it is read, for depth kills readers."""

    media_type = "application/json"
    renderer_class = JSONRenderer
    most_bytes = MOST_BYTES
    most_depth = MOST_DEPTH

    def parse(
        self, stream: IO[Any], media_type: str | None = None, parser_context: Any = None
    ) -> dict[str, Any]:
        """Return the object, or refuse the body.

        Codes: too_large (413), unsupported_media_type (415), too_deep and bad_json (400).
        """
        refuse_other_charsets(media_type)
        data = stream.read(self.most_bytes + 1)
        if len(data) > self.most_bytes:
            raise self.too_large()
        if _depth(data) > self.most_depth:
            message = f"The body is nested deeper than {self.most_depth} levels."
            raise BadRequest("too_deep", message, field="body")
        found = _read(data)
        if not isinstance(found, dict):
            raise _bad_json("it must be an object.")
        return found

    def too_large(self) -> Refusal:
        """Return the refusal of a body that is too long."""
        return TooLarge(f"The body is longer than {self.most_bytes:,} bytes.")


def _read(data: bytes) -> Any:
    try:
        text = data.decode()
        found = json.loads(
            text, object_pairs_hook=_once, parse_constant=_no_number, parse_float=_finite
        )
    except UnicodeDecodeError as error:
        raise _bad_json(f"byte {error.start} is not UTF-8.") from None
    except json.JSONDecodeError as error:
        raise _bad_json(f"{error.msg} at line {error.lineno}, column {error.colno}.") from None
    except ValueError as error:
        raise _bad_json("a number has too many digits.") from error
    _refuse_odd_text(found)
    return found


def _refuse_odd_text(value: Any, member: str = "body") -> None:
    """Refuse what no database holds: NUL, and half a surrogate pair; name the outermost member."""
    if isinstance(value, str):
        if "\0" in value:
            raise BadRequest("bad_value", "A text holds a NUL character.", field=member)
        if not value.isascii() and any("\ud800" <= each <= "\udfff" for each in value):
            raise _bad_json("a text holds half a surrogate pair.")
    elif isinstance(value, dict):
        for name, inner in value.items():
            _refuse_odd_text(name, member)
            _refuse_odd_text(inner, name if member == "body" else member)
    elif isinstance(value, list):
        for inner in value:
            _refuse_odd_text(inner, member)


def _depth(data: bytes) -> int:
    """Return how deep brackets nest outside strings."""
    deepest = depth = 0
    for byte in _STRING.sub(b"", data):
        if byte in b"[{":
            depth += 1
            deepest = max(deepest, depth)
        elif byte in b"]}":
            depth -= 1
    return deepest


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        ((twice, _),) = Counter(name for name, _ in pairs).most_common(1)
        raise _bad_json(f"the member {twice[:60]!r} is given twice.")
    return found


def _finite(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise _bad_json("a number is too large.")
    return number


def _no_number(word: str) -> None:
    raise _bad_json(f"{word} is no number.")


def _bad_json(why: str) -> BadRequest:
    return BadRequest(
        "bad_json", f"The body is not the JSON that is read here: {why}", field="body"
    )
