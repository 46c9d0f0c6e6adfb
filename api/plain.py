"""What serializers show, drawn of plain rows: the way to each member is worked out once.

A serializer says what an entry has, to the contract and to whoever draws a single object with it.
Answers of many rows are drawn from the columns behind its members instead: DRF makes all fields
anew for each answer, and a field takes longer over a value than the value took to be read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from functools import lru_cache, partial
from operator import itemgetter
from typing import Any, NamedTuple

from django.urls import get_script_prefix
from rest_framework import serializers
from rest_framework.request import Request

Drawn = dict[str, Any]
_MOST_ROOTS = 64


class Member(NamedTuple):
    """What a member is made of: columns, and what makes the value of theirs; None: as it is.

    inside: the sheet of an entry inside, made of all the columns; null where the first one is.
    """

    columns: tuple[str, ...]
    show: Callable[..., Any] | None = None
    inside: Sheet | None = None

    def column(self) -> Callable[..., Iterable[Any]] | None:
        """Return what makes the values of many rows, given their columns; None: as they are."""
        if self.inside is not None:
            return self.inside.draw_inside
        return partial(map, self.show) if self.show else None


class Sheet:
    """The members of one kind of entry, with the columns to read for them."""

    def __init__(self, members: Mapping[str, Member], *more: str) -> None:
        """more: columns that are read for other reasons."""
        named = (column for member in members.values() for column in member.columns)
        self.columns = tuple(dict.fromkeys((*named, *more)))
        self.names = tuple(members)
        self._ways = [
            ([self.columns.index(name) for name in member.columns], member.column())
            for member in members.values()
        ]

    def draw(self, rows: Iterable[Sequence[Any]]) -> list[Drawn]:
        """Return the entries; it goes column by column, so that most values are never touched."""
        read: Any = list(zip(*rows, strict=True))
        return self._drawn(read) if read else []

    def draw_inside(self, *read: Sequence[Any]) -> list[Drawn | None]:
        """Return the entries of some columns, none where the first of these is null."""
        drawn = zip(read[0], self._drawn(read), strict=True)
        return [None if first is None else entry for first, entry in drawn]

    def _drawn(self, read: Sequence[Sequence[Any]]) -> list[Drawn]:
        shown = [
            show(*[read[place] for place in places]) if show else read[places[0]]
            for places, show in self._ways
        ]
        return [dict(zip(self.names, row, strict=True)) for row in zip(*shown, strict=True)]

    def column(self, name: str, rows: Iterable[Sequence[Any]]) -> list[Any]:
        """Return one column of the rows."""
        return list(map(itemgetter(self.columns.index(name)), rows))


def root_of(request: Request) -> str:
    """Return what all addresses begin with, for who asks."""
    return str(request.build_absolute_uri(get_script_prefix()))


@lru_cache(maxsize=_MOST_ROOTS)
def sheet_of(
    serializer: type[serializers.BaseSerializer],
    root: str,
    shown: frozenset[str] | None = None,
    more: tuple[str, ...] = (),
) -> Sheet:
    """Return the sheet of a serializer, with the members that are to be shown, None for all.

    root: what addresses begin with. more: columns to read beside.
    """
    members = _members(serializer(), root)
    kept = {name: members[name] for name in members if shown is None or name in shown}
    return Sheet(kept, *more)


def _members(serializer: Any, root: str) -> dict[str, Member]:
    """Return all members; what the serializer's ``plain`` says comes first."""
    said: Mapping[str, Member] = getattr(serializer, "plain", {})
    return {
        name: said[name] if name in said else _member(field, root)
        for name, field in serializer.fields.items()
    }


def _member(field: Any, root: str) -> Member:
    if hasattr(field, "as_member"):
        found: Member = field.as_member(root)
        return found
    path = str(field.source).replace(".", "__")
    if isinstance(field, serializers.SlugRelatedField):
        return Member((f"{path}__{field.slug_field}",))
    if isinstance(field, serializers.ModelSerializer):
        return _nested(_members(field, root), path)
    return Member((path,), _moment if isinstance(field, serializers.DateTimeField) else None)


def _nested(members: Mapping[str, Member], path: str) -> Member:
    """Return an entry inside another as one member of it; null where its first column is."""
    sheet = Sheet(members)
    return Member(tuple(f"{path}__{column}" for column in sheet.columns), inside=sheet)


def _moment(value: datetime | None) -> str | None:
    """Write a moment as DRF does; the database gives it in UTC."""
    return value.isoformat().replace("+00:00", "Z") if value else None
