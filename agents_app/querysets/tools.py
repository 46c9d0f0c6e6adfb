"""Reads of tools, with how many agents may use each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Case, Count, Exists, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce

from agents_app.definitions.nearness import near
from agents_app.definitions.tools import tool_named
from agents_app.errors import Missing
from agents_app.querysets.readers import Reader, SeenQuerySet, in_sight, sees_all

if TYPE_CHECKING:
    from agents_app.models import Tool
else:
    Tool = models.Model


class ToolQuerySet(SeenQuerySet[Tool]):
    """Tools and the patterns that stand for many."""

    def visible_to(self, reader: Reader) -> Self:
        """Keep the tools that agents of the collections have which a reader sees.

        Where nothing is hidden, all are kept: those too that no agent has any more.
        """
        seen = self.as_seen_by(reader)
        if sees_all(reader):
            return seen
        agents = self._related("grants", "toolset", "agents")
        toolsets = agents.filter(in_sight(reader, "collection")).order_by().values("toolset")
        grants = self._related("grants").filter(tool=OuterRef("pk"), toolset__in=toolsets)
        return seen.filter(Exists(grants))

    def named(self) -> Self:
        """Keep the tools proper; a pattern is a way to grant, not something to call."""
        return self.exclude(standing="pattern")

    def of_kind(self, kind: str) -> Self:
        """Keep the tools of a kind."""
        return self.filter(kind=kind)

    def of_server(self, server: str) -> Self:
        """Keep the tools of an MCP server."""
        return self.filter(server=server)

    def with_standing(self, standing: str) -> Self:
        """Keep the tools of which the harness makes this."""
        return self.filter(standing=standing)

    def matching(self, text: str) -> Self:
        """Keep the tools whose name holds every word of a text."""
        found = self
        for word in text.split():
            found = found.filter(name__icontains=word)
        return found

    def by_name(self, name: str) -> Tool:
        """Return the tool of a name or an alias; raises Missing with the nearest names."""
        found = self.filter(name=tool_named(name).name).first()
        if found is None:
            raise Missing("tool", name, self.names_near(name))
        return found

    def with_agent_counts(self) -> Self:
        """Add ``agent_count`` (may really use it) and ``declared_count`` (name it), in SQL.

        May use = inherit everything or are granted it, by name or server, less those denied it.
        """
        return self.annotate(
            declared_count=self._agents_having(Q(self._granting("allow"))),
            agent_count=Case(
                When(standing="dead", then=Value(0)),
                default=self._agents_having(
                    (Q(inherits_tools=True) | Q(self._granting("allow")))
                    & ~Q(self._granting("deny"))
                ),
            ),
        )

    def names_near(self, name: str) -> list[str]:
        """Return up to three tool names that ``name`` may be a slip of."""
        return near(name, self.named().values_list("name", flat=True))

    def _agents_having(self, toolset: Q) -> Coalesce:
        """Count the agents whose toolset is so; the condition stands two queries inside a row's."""
        toolsets = self._related("grants", "toolset").filter(toolset)
        readable = self._related("grants", "toolset", "agents").visible_to(self.reader)
        agents = readable.filter(toolset__in=toolsets.order_by().values("pk"))
        alike = agents.order_by().annotate(one=Value(1)).values("one")
        return Coalesce(Subquery(alike.annotate(n=Count("pk")).values("n")), 0)

    def _granting(self, effect: str) -> Exists:
        """Ask for a grant whose tool covers the row's: by name, by server, or all there are."""
        name, kind, server = (_row(column) for column in ("name", "kind", "server"))
        by_server = Q(tool__kind="mcp", tool__standing="pattern", tool__server=server)
        covers = Q(tool__name=name) | by_server & ~Q(tool__server="")
        if effect == "deny":
            covers |= Q(tool__name="*") | Q(tool__name="mcp__*", tool__kind=kind)
        grants = self._related("grants").filter(covers, effect=effect)
        return Exists(grants.filter(toolset=OuterRef("pk")))

    def _related(self, *path: str) -> Any:
        """Return the queryset of the model at the end of a path of relations."""
        model: Any = self.model
        for relation in path:
            model = model._meta.get_field(relation).related_model
        return model._default_manager.all()


def _row(column: str) -> OuterRef:
    """Name a column of the tool's row from within a grant's: past the toolset and the agent."""
    return OuterRef(OuterRef(OuterRef(column)))
