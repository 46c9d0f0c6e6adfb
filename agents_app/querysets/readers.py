"""A reader, as reads need to know one: which collections there are for them."""

from __future__ import annotations

from collections.abc import Collection
from typing import Protocol


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
