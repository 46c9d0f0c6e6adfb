"""Parameters that narrow no rows: the view reads their values itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from drf_spectacular.drainage import get_override

from agents_app.errors import BadRequest
from api.parameters.filters import One
from api.parameters.known import Check, one_of


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
            message = f"{self.field_name!r} is missing."
            raise BadRequest("missing_parameter", message, field=str(self.field_name))
        return super().read(written)[0]


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

    def _check(self, name: str, value: str) -> None:
        """Take digits only, for int() also takes signs, blanks and other scripts."""
        is_whole = value.isascii() and value.isdigit() and len(value) <= len(str(self.most))
        if not (is_whole and self.least <= int(value) <= self.most):
            message = f"{name!r} must be a whole number from {self.least} to {self.most}."
            raise BadRequest("bad_value", message, field=name)
