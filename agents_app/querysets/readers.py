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
