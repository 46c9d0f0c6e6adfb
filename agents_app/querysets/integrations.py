"""Reads of integrations; an edge to an agent whom the reader can't see leads to nobody."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Case, F, Prefetch, Q, QuerySet, When

from agents_app.querysets.readers import Reader, SeenQuerySet, in_sight, sees_all

if TYPE_CHECKING:
    from agents_app.models import Integration
else:
    Integration = models.Model

# What the agent at an end of an edge need not bring along.
LIGHT = ("words", "front_matter", "description", "opening")


class IntegrationQuerySet(SeenQuerySet[Integration]):
    """Edges between agents."""

    @property
    def joined(self) -> Q:
        """Return the condition that a target, where there is one, is there for the reader."""
        return in_sight(self.reader, "target__collection")

    @property
    def lost(self) -> Q:
        """Return the condition that the target is not there, for this reader."""
        return Q(target=None) | (Q() if sees_all(self.reader) else ~self.joined)

    def visible_to(self, reader: Reader) -> Self:
        """Keep the edges that start at an agent whom a reader meets."""
        return (
            self.as_seen_by(reader)
            .between_published()
            .filter(in_sight(reader, "agent__collection"))
        )

    def stated(self) -> Self:
        """Keep what counts: the certain edges, and the others while their target exists."""
        return self.filter(Q(certain=True) | Q(target__isnull=False) & self.joined)

    def between_published(self) -> Self:
        """Keep the edges that start at a published agent."""
        return self.filter(agent__status="published")

    def dangling(self) -> Self:
        """Keep the edges whose target is not there."""
        return self.filter(self.lost, certain=True)

    def resolved(self) -> Self:
        """Keep the edges whose target is there."""
        return self.filter(self.joined, target__isnull=False)

    def starting_at(self, key: str) -> Self:
        """Keep the edges that the agent of this key states."""
        return self.filter(agent__key=key)

    def leading_to(self, key: str) -> Self:
        """Keep the edges to this key, resolved or dangling."""
        return self.filter(self.joined & Q(target__key=key) | self.lost & Q(target_name=key))

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
        """Load what one row shows, in one query where nothing is hidden, else in two."""
        light = (f"agent__{name}" for name in LIGHT)
        return self.select_related("agent").defer(*light).with_targets()

    def with_targets(self) -> Self:
        """Load the agent that each edge leads to; one whom the reader can't see becomes None."""
        if sees_all(self.reader):
            light = (f"target__{name}" for name in LIGHT)
            return self.select_related("target").defer(*light)
        agents: Any = self.model._meta.get_field("target").related_model
        seen = agents._default_manager.visible_to(self.reader).defer(*LIGHT)
        return self.prefetch_related(Prefetch("target", seen))

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
        return self.order_by().values_list("agent_id", self._end(), "target_name", "suggestion")

    def as_edges(self) -> QuerySet[Any, tuple[Any, ...]]:
        """Return all that a drawing shows as plain rows, by source and place."""
        return self.order_by("agent__key", "position").values_list(
            "agent_id",
            self._end(),
            "target_name",
            "group",
            "note",
            "line",
            "origin",
            "suggestion",
        )

    def _end(self) -> Any:
        """Name the column of the target's id, empty where the reader can't see it."""
        if sees_all(self.reader):
            return "target_id"
        return Case(When(self.joined, then=F("target_id")), default=None)
