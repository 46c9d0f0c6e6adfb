"""The body of a question: JSON within narrow bounds, read as if its members were parameters."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import QueryDict

from agents_app.errors import BadRequest, Refusal
from api.bodies import StrictJSONParser

_LISTS = ("tools", "must_use")


class BoundedJSONParser(StrictJSONParser):
    """JSON of a few kilobytes and levels: a question is short."""

    most_bytes = 32 * 1024
    most_depth = 2

    def too_large(self) -> Refusal:
        """Return the refusal of a question that is too long."""
        message = f"The body is longer than {self.most_bytes:,} bytes."
        return BadRequest("too_long", message, field="body")


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
