"""Reads of integrations."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q, QuerySet

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

    def between(self, some: Collection[str], others: Collection[str]) -> Self:
        """Keep the edges that join one of some keys with one of others, in either direction."""
        return self.filter(
            Q(agent__key__in=some, target__key__in=others)
            | Q(agent__key__in=others, target__key__in=some)
        )

    def for_listing(self) -> Self:
        """Load what one row shows, in one query."""
        light = ("words", "front_matter", "description", "opening")
        ends = [f"{end}__{name}" for end in ("agent", "target") for name in light]
        return self.select_related("agent", "target").defer(*ends)

    def stated_by(self, agents: Collection[int] | QuerySet[Any]) -> Self:
        """Keep the edges that these agents state."""
        return self.filter(agent__in=agents)

    def among(self, agents: Collection[int]) -> Self:
        """Keep the edges from one of these agents to another of them."""
        return self.filter(agent__in=agents, target__in=agents)

    def as_pairs(self) -> QuerySet[Any, tuple[int, int]]:
        """Return who names whom as plain rows of two ids, resolved edges only."""
        return self.resolved().order_by().values_list("agent_id", "target_id")

    def as_outline(self) -> QuerySet[Any, tuple[Any, ...]]:
        """Return what an outline needs as plain rows: both ends, the name stated, what it means."""
        return self.order_by().values_list("agent_id", "target_id", "target_name", "suggestion")

    def as_edges(self) -> QuerySet[Any, tuple[Any, ...]]:
        """Return all that a drawing shows as plain rows, by source and place."""
        return self.order_by("agent__key", "position").values_list(
            "agent_id",
            "target_id",
            "target_name",
            "group",
            "note",
            "line",
            "origin",
            "suggestion",
        )
