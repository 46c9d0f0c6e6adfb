"""Reads of the journal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import OuterRef, QuerySet, Subquery

if TYPE_CHECKING:
    from agents_app.models import JournalEntry
else:
    JournalEntry = models.Model


class JournalQuerySet(models.QuerySet[JournalEntry]):
    """The log, from a serial on."""

    def within_collections(self, collections: QuerySet[Any] | None) -> Self:
        """Keep what happened in these collections, None for all.

        Their serials stay as they are, so what was left out shows as a gap.
        """
        if collections is None:
            return self
        return self.filter(collection__in=collections.order_by().values("slug"))

    def after(self, serial: int) -> Self:
        """Keep what happened after a serial."""
        return self.filter(serial__gt=serial)

    def with_verb(self, verb: str) -> Self:
        """Keep one kind of change."""
        return self.filter(verb=verb)

    def about(self, key: str) -> Self:
        """Keep what happened to one agent."""
        return self.filter(key=key)

    def in_collection(self, slug: str) -> Self:
        """Keep what happened in a collection."""
        return self.filter(collection=slug)

    def with_living(self, agents: QuerySet[Any]) -> Self:
        """Add ``living_key``: the key, where it is still one of these agents'; else None."""
        return self.annotate(living_key=Subquery(agents.filter(key=OuterRef("key")).values("key")))
