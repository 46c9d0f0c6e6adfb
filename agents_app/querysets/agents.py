"""Reads of agents: which ones, and how much of each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Prefetch, Q

from agents_app.definitions.tools import Access
from agents_app.querysets.integrations import LIGHT
from agents_app.querysets.readers import Reader, in_sight
from agents_app.querysets.standing import StandingQuerySet

if TYPE_CHECKING:
    from agents_app.models import Agent
else:
    Agent = models.Model

MOST_SEARCH_WORDS = 16
# Columns that no list shows; a body never leaves the revision's table for a list either.
_HEAVY = ("revision__content", "revision__message", "words", "front_matter", "opening")
# The tables beside it that a row needs.
_JOINED = ("collection", "revision", "toolset")


class AgentQuerySet(StandingQuerySet):
    """Agents, narrowed by what readers ask and loaded as deep as they look."""

    def published(self) -> Self:
        """Keep the agents that readers meet."""
        return self.filter(status="published")

    def in_sight_of(self, reader: Reader) -> Self:
        """Keep the agents of the collections that a reader sees, the retired ones included."""
        return self.as_seen_by(reader).filter(in_sight(reader, "collection"))

    def visible_to(self, reader: Reader) -> Self:
        """Keep the published agents of the collections that a reader sees."""
        seen = in_sight(reader, "collection")
        return self.as_seen_by(reader).filter(seen, status="published")

    def remembered(self) -> Self:
        """Keep the agents whose history readers may see: the published and the retired."""
        return self.published() | self.filter(status="retired")

    def in_collection(self, slug: str) -> Self:
        """Keep the agents of a collection."""
        return self.filter(collection__slug=slug)

    def in_category(self, category: str) -> Self:
        """Keep the agents of a category."""
        return self.filter(category=category)

    def with_model(self, model: str) -> Self:
        """Keep the agents that ask for a model, by the name as written."""
        return self.filter(model=model)

    def with_health(self, health: str) -> Self:
        """Keep the agents whose gravest finding is of this kind."""
        return self.filter(health=health)

    def integrating_with(self, key: str) -> Self:
        """Keep the agents with an edge to this key, resolved or dangling."""
        edges = self._related("outgoing").as_seen_by(self.reader)
        to_it = edges.joined & Q(target__key=key) | edges.lost & Q(certain=True, target_name=key)
        return self.filter(Exists(edges.filter(to_it, agent=OuterRef("pk"))))

    def integrated_by(self, key: str) -> Self:
        """Keep the agents that the agent of this key names."""
        edges = self._related("incoming").visible_to(self.reader).starting_at(key)
        return self.filter(Exists(edges.filter(target=OuterRef("pk"))))

    def with_finding(self, rule: str) -> Self:
        """Keep the agents in which a lint rule found something."""
        findings = self._related("findings").filter(agent=OuterRef("pk"), rule=rule)
        return self.filter(Exists(findings))

    def matching(self, text: str) -> Self:
        """Keep the agents whose name, title or description holds every word of a text."""
        found = self
        for word in text.casefold().split()[:MOST_SEARCH_WORDS]:
            found = found.filter(words__contains=word)
        return found

    def briefly(self) -> Self:
        """Load what one entry says when it mentions another, in key order."""
        return self.only("key", "title", "description").order_by("key")

    def for_listing(self) -> Self:
        """Load what one row shows, in two queries however many rows."""
        return self.defer(*_HEAVY).select_related(*_JOINED).with_heirs().with_grants()

    def for_detail(self) -> Self:
        """Load everything about an agent but its bytes, in six queries."""
        findings = self._related("findings").order_by("line", "column", "rule")
        return (
            self.select_related("collection", "revision", "toolset")
            .defer("revision__content", "words")
            .with_heirs()
            .with_grants()
            .prefetch_related(Prefetch("findings", findings))
            .with_sections()
            .with_integrations()
        )

    def for_comparison(self) -> Self:
        """Load what is compared: all but findings and texts of sections, in four queries."""
        sections = self._related("sections").defer("text", "points").order_by("position")
        return (
            self.for_listing()
            .defer(None)
            .defer("revision__message", "words", "opening")
            .prefetch_related(
                Prefetch("sections", sections),
                Prefetch("outgoing", self._outgoing()),
            )
        )

    def for_download(self) -> Self:
        """Load the bytes, and what to call them."""
        return self.select_related("revision").only(
            "key", "name", "revision__digest", "revision__content"
        )

    def as_nodes(self) -> models.QuerySet[Agent, tuple[Any, ...]]:
        """Return what a drawing shows of each as plain rows, by key."""
        return self.order_by("key").values_list(
            "pk", "key", "title", "collection__slug", "category", "toolset__capabilities", "health"
        )

    def node(self, key: str) -> tuple[Any, ...]:
        """Return the row of one key; raises Missing with the nearest keys."""
        found = self.filter(key=key).as_nodes().first()
        if found is None:
            raise self.absent(key)
        return found

    def accesses(self) -> dict[str, Access]:
        """Return what each may use, by key, in two queries; who has the same shares one Access."""
        rows = list(self.order_by().values_list("key", "toolset", "toolset__inherits_tools"))
        free = {toolset: inherits for _, toolset, inherits in rows}
        shared = self._toolsets().filter(pk__in=self.order_by().values("toolset")).accesses(free)
        return {key: shared[toolset] for key, toolset, _ in rows}

    def for_routing(self) -> models.QuerySet[Any, Any]:
        """Load what a task is compared with, by key."""
        return self.order_by("key").values_list(
            "key", "collection__slug", "title", "description", "opening", "revision__content"
        )

    def with_grants(self) -> Self:
        """Load the grants, in the order of the text; agents that share a toolset share them."""
        grants = self._toolsets().grants().select_related("tool").order_by("position")
        return self.select_related("toolset").prefetch_related(Prefetch("toolset__grants", grants))

    def with_sections(self) -> Self:
        """Load the sections, in file order."""
        sections = self._related("sections").order_by("position")
        return self.prefetch_related(Prefetch("sections", sections))

    def with_integrations(self) -> Self:
        """Load the edges that count, in both directions, with the agents at their far ends."""
        incoming = self._related("incoming").visible_to(self.reader).stated()
        light = (f"agent__{name}" for name in LIGHT)
        return self.prefetch_related(
            Prefetch("outgoing", self._outgoing()),
            Prefetch(
                "incoming",
                incoming.select_related("agent").order_by("agent__key", "position").defer(*light),
            ),
        )

    def category_counts(self) -> list[dict[str, Any]]:
        """Return each category with how many of these agents it has, by name."""
        counted = self.order_by("category").values_list("category")
        pairs = counted.annotate(agent_count=models.Count("pk"))
        return [{"category": category, "agent_count": count} for category, count in pairs]

    def _outgoing(self) -> Any:
        """Return the edges that count, in the order of the text, with the agents they lead to."""
        edges = self._related("outgoing").as_seen_by(self.reader)
        return edges.stated().with_targets().order_by("position")
