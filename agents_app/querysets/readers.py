"""A reader, as reads need to know one: which collections there are for them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Protocol, Self, TypeVar

from django.db import models
from django.db.models import Q

Row = TypeVar("Row", bound=models.Model, covariant=True)


class Reader(Protocol):
    """What ``agents_app.actor.Actor`` is to a queryset.

    within: ids of the only collections that count, None for all; hidden: ids of those that don't.
    """

    @property
    def within(self) -> Collection[int] | None:
        """Return the limit, None where there is none."""

    @property
    def hidden(self) -> Collection[int]:
        """Return what may not be seen."""


class Importer(Reader, Protocol):
    """A reader of what was tried and not stored: they see their own, curators see all of theirs."""

    @property
    def name(self) -> str:
        """Return what is recorded as their author's name."""

    @property
    def is_admin(self) -> bool:
        """Return whether nothing is hidden from them."""

    @property
    def maintains(self) -> Collection[int]:
        """Return the ids of the collections that they curate."""


@dataclass(frozen=True)
class Sight:
    """A reader who is nobody in particular, only what they see; by default that is all."""

    within: frozenset[int] | None = None
    hidden: frozenset[int] = frozenset()


# Actions read so, and so do rows that were never told who reads them.
EVERYTHING = Sight()


def sees_all(reader: Reader) -> bool:
    """Return whether no collection is left out for a reader: the usual case, at no cost."""
    return reader.within is None and not reader.hidden


def is_in_sight(reader: Reader, collection: int) -> bool:
    """Return whether a collection, by id, is there for a reader."""
    inside = reader.within is None or collection in reader.within
    return inside and collection not in reader.hidden


def in_sight(reader: Reader, collection: str) -> Q:
    """Return the condition that a collection, by the path to it, is there for a reader.

    It is empty where nothing is hidden, so that statements are then what they would be without.
    A row that has no collection at the end of the path passes, unless a limit asks for one.
    """
    inside = Q() if reader.within is None else Q(**{f"{collection}__in": reader.within})
    return inside & ~Q(**{f"{collection}__in": reader.hidden}) if reader.hidden else inside


class SeenQuerySet(models.QuerySet[Row]):
    """Rows that know who reads them, so that whatever is loaded with them is seen alike."""

    reader: Reader = EVERYTHING

    def as_seen_by(self, reader: Reader) -> Self:
        """Keep all rows, and let a reader see what hangs on them."""
        seen = self.all()
        seen.reader = reader
        return seen

    def _clone(self) -> Self:
        clone: Self = super()._clone()  # type: ignore[misc]
        clone.reader = self.reader
        return clone
