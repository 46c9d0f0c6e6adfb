"""Reads of integrations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from agents_app.models import Integration
else:
    Integration = models.Model


class IntegrationQuerySet(models.QuerySet[Integration]):
    """Edges between agents."""

    def stated(self) -> Self:
        """Keep what counts: the certain edges, and the others while their target exists."""
        return self.filter(Q(certain=True) | Q(target__isnull=False))

    def between_published(self) -> Self:
        """Keep the edges that start at an agent whom readers meet."""
        return self.filter(agent__status="published")

    def dangling(self) -> Self:
        """Keep the edges whose target is not there."""
        return self.filter(certain=True, target=None)

    def resolved(self) -> Self:
        """Keep the edges whose target is there."""
        return self.filter(target__isnull=False)

    def starting_at(self, key: str) -> Self:
        """Keep the edges that the agent of this key states."""
        return self.filter(agent__key=key)

    def leading_to(self, key: str) -> Self:
        """Keep the edges to this key, resolved or dangling."""
        return self.filter(Q(target__key=key) | Q(target=None, target_name=key))

    def in_group(self, group: str) -> Self:
        """Keep the edges under a group heading."""
        return self.filter(group=group)

    def found_in(self, origin: str) -> Self:
        """Keep the edges that were found in the text, or in one front matter key."""
        return self.filter(origin=origin)

    def in_collection(self, slug: str) -> Self:
        """Keep the edges that agents of a collection state."""
        return self.filter(agent__collection__slug=slug)

    def for_listing(self) -> Self:
        """Load what one row shows, in one query."""
        light = ("words", "front_matter", "description", "opening")
        ends = [f"{end}__{name}" for end in ("agent", "target") for name in light]
        return self.select_related("agent", "target").defer(*ends)
