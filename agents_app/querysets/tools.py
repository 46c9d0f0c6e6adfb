"""Reads of tools, with how many agents may use each."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Case, Count, Exists, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce

from agents_app.definitions.nearness import near
from agents_app.definitions.tools import tool_named
from agents_app.errors import Missing

if TYPE_CHECKING:
    from agents_app.models import Tool
else:
    Tool = models.Model


class ToolQuerySet(models.QuerySet[Tool]):
    """Tools and the patterns that stand for many."""

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
            declared_count=self._agents_of(self._granting(OuterRef).filter(effect="allow")),
            agent_count=Case(
                When(standing="dead", then=Value(0)),
                default=self._inheriting() + self._granted() - self._denied(),
            ),
        )

    def names_near(self, name: str) -> list[str]:
        """Return up to three tool names that ``name`` may be a slip of."""
        return near(name, self.named().values_list("name", flat=True))

    def _inheriting(self) -> Coalesce:
        """Count the agents that inherit every tool: the same number for each row."""
        agents = self._grants().model._meta.get_field("agent").related_model._default_manager
        everybody = agents.filter(status="published", inherits_tools=True).order_by()
        return _count(everybody.annotate(one=Value(1)).values("one"), "pk")

    def _granted(self) -> Coalesce:
        """Count the agents that inherit nothing, are granted the tool and not denied it."""
        denied = self._granting(_outer_outer, "deny").filter(effect="deny", agent=OuterRef("agent"))
        granted = self._granting(OuterRef).filter(effect="allow", agent__inherits_tools=False)
        return self._agents_of(granted.filter(~Exists(denied)))

    def _denied(self) -> Coalesce:
        """Count the agents that would inherit the tool but are denied it."""
        return self._agents_of(
            self._granting(OuterRef, "deny").filter(effect="deny", agent__inherits_tools=True)
        )

    def _granting(self, outer: Callable[[str], OuterRef], effect: str = "allow") -> Any:
        """Return the grants whose tool covers the row's: by name, by server, or all there are."""
        by_server = Q(tool__kind="mcp", tool__standing="pattern", tool__server=outer("server"))
        covers = Q(tool__name=outer("name")) | by_server & ~Q(tool__server="")
        if effect == "deny":
            covers |= Q(tool__name="*") | Q(tool__name="mcp__*", tool__kind=outer("kind"))
        return self._grants().filter(covers, agent__status="published")

    def _agents_of(self, grants: Any) -> Coalesce:
        return _count(grants.order_by().annotate(one=Value(1)).values("one"), "agent")

    def _grants(self) -> Any:
        return self.model._meta.get_field("grants").related_model._default_manager.all()


def _count(rows: Any, what: str) -> Coalesce:
    return Coalesce(Subquery(rows.annotate(n=Count(what, distinct=True)).values("n")), 0)


def _outer_outer(name: str) -> OuterRef:
    return OuterRef(OuterRef(name))
