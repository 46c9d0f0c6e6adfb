"""The members of a body: each of its kind, none that nobody knows, none that we make."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from agents_app.definitions.nearness import near
from agents_app.errors import BadRequest

MOST_SHOWN = 60


class StrictSerializer(serializers.Serializer):
    """A body in which every member counts; ``derived`` are those that the server makes."""

    derived: frozenset[str] = frozenset()

    def to_internal_value(self, data: Any) -> Any:
        """Refuse members by name, before any value is looked at."""
        if not isinstance(data, Mapping):
            raise BadRequest("bad_value", "The body must be an object.", field="body")
        known = list(self.fields)
        for name in data:
            if name not in known:
                raise self._unknown(str(name), known)
        return super().to_internal_value(data)

    def _unknown(self, name: str, known: list[str]) -> BadRequest:
        shown = name[:MOST_SHOWN]
        if name in self.derived:
            message = f"{shown!r} is made by the registry and can't be sent."
            return BadRequest("derived_field", message, field=shown, allowed=known)
        message = f"There is no member {shown!r}. Allowed: {', '.join(known)}."
        return BadRequest(
            "unknown_field", message, field=shown, near=near(shown, known), allowed=known
        )


class Text(serializers.CharField):
    """Text as it was sent; a number is none, and blanks at its ends stay unless told."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"trim_whitespace": False, **options})

    def to_internal_value(self, data: Any) -> str:
        """Take nothing but text."""
        if not isinstance(data, str):
            self.fail("invalid")
        return str(super().to_internal_value(data))


class Whole(serializers.IntegerField):
    """A whole number as JSON has it; digits in a text are none."""

    def to_internal_value(self, data: Any) -> int:
        """Take nothing but a number."""
        if not isinstance(data, int) or isinstance(data, bool):
            self.fail("invalid")
        return int(super().to_internal_value(data))


class Flag(serializers.BooleanField):
    """True or false as JSON has them; a word that means one is none."""

    def to_internal_value(self, data: Any) -> bool:
        """Take nothing but the two."""
        if not isinstance(data, bool):
            self.fail("invalid", input=data)
        return data


@extend_schema_field(
    {"oneOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}
)
class Tokens(serializers.Field):
    """Tool tokens in one line of text, or as a list of texts; kept as they are sent."""

    default_error_messages = {"invalid": "Not a text, nor a list of texts."}

    def to_internal_value(self, data: Any) -> str | list[str]:
        """Take a text, or a list of texts."""
        is_list = isinstance(data, list) and all(isinstance(each, str) for each in data)
        if not (isinstance(data, str) or is_list):
            self.fail("invalid")
        found: str | list[str] = data
        return found

    def to_representation(self, value: Any) -> Any:
        """Return it as it is."""
        return value


class Values(serializers.DictField):
    """Keys with values of any kind that JSON has."""

    child = serializers.JSONField(allow_null=True)
