"""What stands after a row: a condition over any total order, ties of any number included."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import reduce
from operator import and_, or_
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connections
from django.db.models import F, Model, Q, QuerySet

from api.pagination.cursor import NO_CURSOR, bad_cursor


def total_ordering(queryset: QuerySet) -> tuple[str, ...]:
    """Return the queryset's order, made total: the primary key settles what is left open."""
    ordering = tuple(str(name) for name in queryset.query.order_by)
    if any(_is_unique(queryset.model, bare(name)) for name in ordering):
        return ordering
    backward = bool(ordering) and ordering[-1].startswith("-")
    return (*ordering, "-pk" if backward else "pk")


def flipped(ordering: Sequence[str]) -> tuple[str, ...]:
    """Return the same order read from its end."""
    return tuple(bare(name) if name.startswith("-") else f"-{name}" for name in ordering)


def bare(name: str) -> str:
    """Return the path of an ordering's part, without its direction."""
    return name.removeprefix("-")


def after(queryset: QuerySet, ordering: Sequence[str], values: Sequence[Any]) -> QuerySet:
    """Keep the rows after these values in lexicographic order; they came from outside.

    ``a > 1 OR (a = 1 AND b > 2)`` alone would hide from the database that no row before
    ``a >= 1`` matters, so that stands in front of it and an index can be entered there.
    """
    pairs = zip(ordering, values, strict=True)
    taken = [_value(queryset, bare(name), value) for name, value in pairs]
    steps = []
    for depth, name in enumerate(ordering):
        equal = [Q(**{bare(tie): taken[at]}) for at, tie in enumerate(ordering[:depth])]
        steps.append(reduce(and_, equal, Q()) & _beyond(name, taken[depth]))
    condition = reduce(or_, steps)
    if len(steps) > 1:
        condition = _beyond(ordering[0], taken[0], itself=True) & condition
    return queryset.filter(condition)


def _beyond(name: str, value: Any, *, itself: bool = False) -> Q:
    lookup = "lt" if name.startswith("-") else "gt"
    return Q(**{f"{bare(name)}__{lookup}{'e' if itself else ''}": value})


def _is_unique(model: type[Model], name: str) -> bool:
    return any(field.name == name and field.unique for field in model._meta.concrete_fields)


def _value(queryset: QuerySet, path: str, value: Any) -> Any:
    """Return a cursor's value as its field has it, and refuse one that the field can't have."""
    field = F(path).resolve_expression(queryset.query.clone()).output_field
    try:
        python = field.to_python(value)
        if isinstance(python, datetime):
            python = python.astimezone(UTC)  # some moments have no place in every time zone
        field.get_db_prep_value(python, connections[queryset.db])
    except (ValidationError, ValueError, TypeError, OverflowError):
        raise bad_cursor(NO_CURSOR) from None
    return python
