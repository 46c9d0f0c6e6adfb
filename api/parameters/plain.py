"""Parameters that narrow no rows: the view reads their values itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from drf_spectacular.drainage import get_override

from agents_app.errors import BadRequest
from agents_app.registry import Registry
from api.parameters.filters import Each, One
from api.parameters.known import Check, Known, one_of
from api.parameters.values import MOST_CHARACTERS, split


class Plain(One):
    """One value that narrows nothing; ``read`` returns it, not a list."""

    def filter(self, queryset: QuerySet, values: Any) -> QuerySet:
        """Leave the rows as they are."""
        return queryset


class Needed(Plain):
    """A value that must be given."""

    def __init__(self, check: Check, description: str) -> None:
        super().__init__("", check, description)
        self.extra["required"] = True

    def read(self, written: list[str]) -> Any:
        """Return the value, or say that it is missing."""
        if not written:
            raise missing(str(self.field_name))
        return super().read(written)[0]


class Several(Plain):
    """Several values that must be given, repeated or with commas; one that is twice counts once."""

    many = True
    hint = Each.hint

    def __init__(self, least: int, most: int, known: Known, description: str) -> None:
        self.least, self.most_values, self.known = least, most, known
        self.most = most * MOST_CHARACTERS  # all of them may stand in one value, with commas
        super().__init__("", known, description)
        self.extra["required"] = True

    def schema(self, of_one: dict[str, Any]) -> dict[str, Any]:
        """Describe an array."""
        bounds = {"minItems": self.least, "maxItems": self.most_values}
        return {"type": "array", "items": of_one, **bounds}

    def read(self, written: list[str]) -> Any:
        """Return the values, or say what is wrong with them."""
        name = str(self.field_name)
        if not written:
            raise missing(name)
        values = split(written, name, most=self.most_values)
        if len(values) < self.least:
            message = f"{name!r} takes at least {self.least} different values."
            raise BadRequest("too_few_values", message, field=name)
        self.known.each(name, values, self.registry)
        return values


class Word(Plain):
    """One of a few words, the first of them by default."""

    def __init__(self, choices: Sequence[str], what: str, description: str) -> None:
        super().__init__("", one_of(what, choices), description, choices=choices)
        self.default = choices[0]
        get_override(self, "field")["default"] = self.default

    def read(self, written: list[str]) -> Any:
        """Return the word."""
        return super().read(written or [self.default])[0]


class Number(Plain):
    """A whole number within bounds."""

    def __init__(self, least: int, most: int, description: str, *, default: int) -> None:
        self.least, self.most, self.default = least, most, default
        super().__init__("", self._check, description)

    def schema(self, of_one: dict[str, Any]) -> dict[str, Any]:
        """Describe the number."""
        bounds = {"minimum": self.least, "maximum": self.most}
        return {"type": "integer", **bounds, "default": self.default}

    def read(self, written: list[str]) -> Any:
        """Return the number."""
        return int(super().read(written or [str(self.default)])[0])

    def _check(self, name: str, value: str, registry: Registry) -> None:
        """Take digits only, for int() also takes signs, blanks and other scripts."""
        is_whole = value.isascii() and value.isdigit() and len(value) <= len(str(self.most))
        if not (is_whole and self.least <= int(value) <= self.most):
            message = f"{name!r} must be a whole number from {self.least} to {self.most}."
            raise BadRequest("bad_value", message, field=name)


def missing(name: str) -> BadRequest:
    """Return the refusal of a question without a value that it needs."""
    return BadRequest("missing_parameter", f"{name!r} is missing.", field=name)
