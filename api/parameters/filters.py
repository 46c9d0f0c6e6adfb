"""Filters that name a queryset's method: one value or several, checked before anything is asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django_filters import Filter
from drf_spectacular.drainage import set_override

from agents_app.definitions.nearness import near
from agents_app.errors import BadRequest
from agents_app.registry import Registry
from api.authentication import registry_of
from api.parameters.known import Check, one_of
from api.parameters.values import MOST_CHARACTERS, MOST_VALUES, split, unknown_value

TEXT = {"type": "string", "minLength": 1, "maxLength": MOST_CHARACTERS}
_MOST_DIGITS = 18  # what a 64-bit column holds, whatever the digits are


class _Values(forms.Widget):
    """Takes all values of a parameter; Django's own widgets take the last one."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        return list(data.getlist(name))


class _Field(forms.Field):
    """Reads a parameter's values as its filter says."""

    widget = _Values

    def __init__(self, parameter: One) -> None:
        super().__init__(required=False)
        self.parameter = parameter

    def clean(self, value: list[str]) -> list[Any]:
        return self.parameter.read(value)


class One(Filter):
    """One value, handed to the queryset's method of this name."""

    many = False
    most = MOST_CHARACTERS
    hint = ""

    def __init__(
        self, method: str, check: Check, description: str, *, choices: Sequence[str] = ()
    ) -> None:
        super().__init__()
        self.calls = method
        self.check = check
        schema = {**TEXT, "enum": list(choices)} if choices else dict(TEXT)
        set_override(self, "field", {**self.schema(schema), "description": description + self.hint})

    @property
    def registry(self) -> Registry:
        """Return the registry as who asks sees it."""
        return registry_of(self.parent.request)

    @property
    def field(self) -> forms.Field:
        """Return the form's field for this parameter."""
        return _Field(self)

    def schema(self, of_one: dict[str, Any]) -> dict[str, Any]:
        """Describe the parameter, given what one value is."""
        return of_one

    def read(self, written: list[str]) -> list[Any]:
        """Return the values, or refuse one."""
        for value in written:
            self.check(self.field_name, value, self.registry)
        return written

    def unasked(self, queryset: QuerySet) -> QuerySet:
        """Return the rows where the parameter was not given."""
        return queryset

    def filter(self, queryset: QuerySet, values: list[Any]) -> QuerySet:
        """Call the method once for each value: all must hold."""
        for value in values:
            queryset = getattr(queryset, self.calls)(value)
        return queryset


class Each(One):
    """Several values, the parameter repeated or with commas; all of them must hold."""

    many = True
    most_values = MOST_VALUES
    hint = " Repeat it for each, or put commas between them."

    def schema(self, of_one: dict[str, Any]) -> dict[str, Any]:
        """Describe an array; each value of it may hold commas again."""
        return {"type": "array", "items": of_one, "minItems": 1, "maxItems": self.most_values}

    def read(self, written: list[str]) -> list[str]:
        """Return the values, cut at commas."""
        return super().read(split(written, self.field_name, most=self.most_values))


class Together(Each):
    """Several values that the queryset's method takes at once: one of them, or none but them."""

    def filter(self, queryset: QuerySet, values: list[Any]) -> QuerySet:
        """Call the method with all of them."""
        return getattr(queryset, self.calls)(values) if values else queryset


class Choice(One):
    """One of a few values, each of which names a method of the queryset."""

    def __init__(self, methods: Mapping[str, str], what: str, description: str) -> None:
        super().__init__("", one_of(what, list(methods)), description, choices=list(methods))
        self.methods = dict(methods)

    def filter(self, queryset: QuerySet, values: list[str]) -> QuerySet:
        """Call the method that the value names."""
        for value in values:
            queryset = getattr(queryset, self.methods[value])()
        return queryset


class Whole(One):
    """One whole number from 0."""

    def __init__(self, method: str, description: str) -> None:
        super().__init__(method, _digits, description)

    def schema(self, of_one: dict[str, Any]) -> dict[str, Any]:
        """Describe a number."""
        return {"type": "integer", "minimum": 0}

    def read(self, written: list[str]) -> list[int]:
        """Return the number."""
        return [int(value) for value in super().read(written)]


class Ordering(One):
    """By what rows are ordered: names with commas, ``-`` before one to turn it round."""

    many = True

    def __init__(self, paths: Mapping[str, str], *, default: Sequence[str]) -> None:
        self.paths = {
            f"{sign}{name}": f"{sign}{path}" for name, path in paths.items() for sign in ("", "-")
        }
        self.default = list(default)
        order = ", ".join(default)
        description = f"`-` turns one round; ties are always settled. Default: `{order}`."
        super().__init__("order_by", self._check, description, choices=list(self.paths))

    def schema(self, of_one: dict[str, Any]) -> dict[str, Any]:
        """Describe a list of names."""
        items = {"type": "string", "enum": of_one["enum"]}
        return {"type": "array", "items": items, "minItems": 1, "maxItems": MOST_VALUES}

    def read(self, written: list[str]) -> list[str]:
        """Return the names, or the default ones."""
        return super().read(split(written, self.field_name)) or self.default

    def unasked(self, queryset: QuerySet) -> QuerySet:
        """Order as is usual here."""
        return self.filter(queryset, self.default)

    def filter(self, queryset: QuerySet, values: list[str]) -> QuerySet:
        """Order by the columns behind the names; a column named twice counts where it is first."""
        first: dict[str, str] = {}
        for name in values:
            first.setdefault(name.lstrip("-"), self.paths[name])
        return queryset.order_by(*first.values())

    def _check(self, name: str, value: str, registry: Registry) -> None:
        if value not in self.paths:
            alike = near(value, self.paths)
            raise unknown_value(name, "ordering", value, alike=alike, allowed=list(self.paths))


def _digits(name: str, value: str, registry: Registry) -> None:
    if not (value.isascii() and value.isdigit() and len(value) <= _MOST_DIGITS):
        raise BadRequest("bad_value", f"{name!r} must be a whole number from 0.", field=name)
