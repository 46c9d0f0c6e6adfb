"""The body of a question: JSON within narrow bounds, read as if its members were parameters."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import IO, Any

from django.http import QueryDict
from rest_framework.parsers import BaseParser
from rest_framework.renderers import JSONRenderer

from agents_app.errors import BadRequest

MOST_BYTES = 32 * 1024
_MOST_DEPTH = 2
_STRING = re.compile(rb'"(?:[^"\\]|\\.)*"?', re.S)
_LISTS = ("tools", "must_use")


class BoundedJSONParser(BaseParser):
    """JSON of a few kilobytes and levels; measured before it is read, for depth kills readers."""

    media_type = "application/json"
    renderer_class = JSONRenderer

    def parse(
        self, stream: IO[Any], media_type: str | None = None, parser_context: Any = None
    ) -> dict[str, Any]:
        """Return the object, or refuse the body."""
        data = stream.read(MOST_BYTES + 1)
        if len(data) > MOST_BYTES:
            raise _refusal("too_long", f"The body is longer than {MOST_BYTES:,} bytes.")
        if _depth(data) > _MOST_DEPTH:
            raise _refusal("too_deep", f"The body is nested deeper than {_MOST_DEPTH} levels.")
        try:
            text = data.decode()
            found = json.loads(text, object_pairs_hook=_once, parse_constant=_no_number)
            json.dumps(found, ensure_ascii=False).encode()  # half a surrogate pair is no text
        except ValueError as error:
            raise _refusal("bad_json", "The body is no JSON in UTF-8.") from error
        if not isinstance(found, dict):
            raise _refusal("bad_json", "The body must be an object with a member 'task'.")
        return found


def as_parameters(body: Mapping[str, Any]) -> QueryDict:
    """Return the members as parameters are written; null is as if it were left out."""
    written = QueryDict(mutable=True)
    for name, value in body.items():
        if value is None:
            continue
        if name in _LISTS:
            written.setlist(name, _texts(name, value))
        elif name == "limit":
            written[name] = _number(name, value)
        else:
            written[name] = _text(name, value)
    return written


def _texts(name: str, value: Any) -> list[str]:
    if not isinstance(value, list):
        raise BadRequest("bad_value", f"{name!r} must be a list of names.", field=name)
    return [_text(name, each) for each in value]


def _text(name: str, value: Any) -> str:
    if not isinstance(value, str):
        raise BadRequest("bad_value", f"{name[:60]!r} must be text.", field=name[:60])
    return value


def _number(name: str, value: Any) -> str:
    if not isinstance(value, int) or isinstance(value, bool):
        raise BadRequest("bad_value", f"{name!r} must be a whole number.", field=name)
    return str(value)


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
    if len(dict(pairs)) < len(pairs):
        raise ValueError("a member is given twice")
    return dict(pairs)


def _no_number(word: str) -> None:
    raise ValueError(word)


def _refusal(code: str, message: str) -> BadRequest:
    return BadRequest(code, message, field="body")
