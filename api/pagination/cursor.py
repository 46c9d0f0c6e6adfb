"""A cursor: a place between two rows, written so that nobody is tempted to make one up."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from typing import Any

from agents_app.errors import BadRequest

CURSOR = "cursor"
NO_CURSOR = "This is no cursor; take one from 'next' or 'previous'."


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where a page begins: beside the row with these values, in one direction of one ordering.

    values: None for the far end, from which only ``backward`` leads anywhere.
    """

    ordering: tuple[str, ...]
    backward: bool
    values: tuple[Any, ...] | None

    def __str__(self) -> str:
        """Return base64url over JSON: ``[ordering, backward, values]``."""
        text = json.dumps(
            [self.ordering, self.backward, self.values],
            default=str,
            ensure_ascii=False,
            separators=(",", ":"),
        )
        return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")

    @classmethod
    def read(cls, written: str, ordering: tuple[str, ...]) -> Cursor:
        """Read a cursor for an ordering; raises BadRequest for what we can't have written."""
        try:
            padded = written.encode("ascii") + b"=" * (-len(written) % 4)
            found = json.loads(base64.b64decode(padded, b"-_", validate=True))
            its_ordering, backward, values = found
            cursor = cls(tuple(its_ordering), bool(backward), _checked(values, backward))
        except (ValueError, TypeError, RecursionError):
            raise bad_cursor(NO_CURSOR) from None
        if cursor.ordering != ordering:
            raise bad_cursor("The cursor is of another ordering; begin at the first page.")
        if values is not None and len(values) != len(ordering):
            raise bad_cursor(NO_CURSOR)
        return cursor


def bad_cursor(message: str) -> BadRequest:
    """Return the refusal of a cursor."""
    return BadRequest("bad_cursor", message, field=CURSOR)


def _checked(values: Any, backward: Any) -> tuple[str | int, ...] | None:
    """Take text that a database can hold and whole numbers; anything else is not ours."""
    if values is None and backward:
        return None
    if not isinstance(values, list) or not all(isinstance(value, str | int) for value in values):
        raise ValueError
    "".join(value for value in values if isinstance(value, str)).encode()  # no lone surrogate
    if any(isinstance(value, str) and "\0" in value for value in values):
        raise ValueError
    return tuple(values)
