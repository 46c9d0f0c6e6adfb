"""Reads of proposals: by whoever made them, and whoever decides on them."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Protocol, Self

from django.db import models
from django.db.models import Max, Q

from agents_app.errors import Missing
from agents_app.querysets.readers import Reader, in_sight

if TYPE_CHECKING:
    from agents_app.models import Proposal
else:
    Proposal = models.Model


class Curator(Reader, Protocol):
    """A reader of what waits: they see their own, curators all of their collections."""

    @property
    def user(self) -> int | None:
        """Return the account's id."""

    @property
    def is_admin(self) -> bool:
        """Return whether all collections are theirs."""

    @property
    def curates(self) -> Collection[int]:
        """Return the ids of the collections that they decide for."""


class ProposalQuerySet(models.QuerySet[Proposal]):
    """Definitions that wait, or waited, for a decision."""

    def told_to(self, reader: Curator) -> Self:
        """Keep a reader's own, and those of the collections that they decide for."""
        found = self.filter(in_sight(reader, "collection"))
        if reader.is_admin:
            return found
        if reader.user is None:
            return found.none()
        return found.filter(Q(proposer=reader.user) | Q(collection__in=reader.curates))

    def in_state(self, state: str) -> Self:
        """Keep those that are in this state."""
        return self.filter(state=state)

    def in_collection(self, slug: str) -> Self:
        """Keep those of a collection."""
        return self.filter(collection__slug=slug)

    def for_listing(self) -> Self:
        """Load what a row shows, without the text."""
        return self.select_related("collection", "agent").defer("content")

    def for_detail(self) -> Self:
        """Load the text, and the one that it would follow."""
        return self.select_related("collection", "agent__revision")

    def by_number(self, number: int) -> Proposal:
        """Return the proposal of a number; raises Missing."""
        found = self.filter(number=number).first()
        if found is None:
            raise Missing("proposal", str(number))
        return found

    def last_number(self) -> int:
        """Return the number of the newest, 0 where there is none."""
        return int(self.aggregate(last=Max("number"))["last"] or 0)
