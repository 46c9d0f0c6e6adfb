"""How values are written: repeated or with commas, within bounds."""

from __future__ import annotations

from collections.abc import Sequence

from agents_app.definitions.nearness import near
from agents_app.errors import BadRequest

MOST_CHARACTERS = 256
MOST_VALUES = 16
MOST_SHOWN = 60


def split(written: Sequence[str], name: str, *, most: int = MOST_VALUES) -> list[str]:
    """Cut repeated values at their commas and return each once, in order."""
    pieces = [piece.strip() for text in written for piece in text.split(",")]
    values = [piece for piece in pieces if piece]
    if written and not values:
        raise BadRequest("empty_value", f"{name!r} names nothing.", field=name)
    if len(values) > most:
        message = f"{name!r} takes at most {most} values."
        raise BadRequest("too_many_values", message, field=name)
    return list(dict.fromkeys(values))


def refuse_empty_or_odd(name: str, value: str, *, most: int = MOST_CHARACTERS) -> None:
    """Refuse a value that no parameter takes, before any of them looks at it."""
    if not value.strip():
        message = f"{name!r} is empty. Give it a value, or leave it out."
        raise BadRequest("empty_value", message, field=name)
    if len(value) > most:
        message = f"{name!r} has {len(value):,} characters; {most} are allowed."
        raise BadRequest("too_long", message, field=name)
    if "\0" in value:
        raise BadRequest("bad_value", f"{name!r} holds a NUL character.", field=name)


def unknown_value(
    name: str, what: str, value: str, *, alike: Sequence[str] = (), allowed: Sequence[str] = ()
) -> BadRequest:
    """Return the refusal of a value that names nothing; where few are allowed, they are listed."""
    message = f"There is no {what} {value[:MOST_SHOWN]!r}."
    if allowed:
        message += f" Allowed: {', '.join(allowed)}."
        alike = alike or near(value, allowed)
    return BadRequest("unknown_value", message, field=name, near=alike, allowed=allowed)
