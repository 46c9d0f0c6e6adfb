"""Reads of toolsets: the questions of ``definitions.algebra`` in SQL, over indexed tables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from agents_app.definitions.algebra import ToolQuestion
from agents_app.definitions.tools import (
    EVERY_MCP_TOOL,
    EVERYTHING,
    Access,
    Effect,
    Grant,
    covering_names,
    server_pattern,
    tool_named,
)

if TYPE_CHECKING:
    from agents_app.models import Toolset
else:
    Toolset = models.Model

_NOBODY = Q(pk__in=())


class ToolsetQuerySet(models.QuerySet[Toolset]):
    """Toolsets by what they really let use: inheritance, wildcards and denials counted."""

    def answering(self, question: ToolQuestion) -> Self:
        """Keep the toolsets for which every part of a question holds."""
        found = self
        for name in question.all:
            found = found.able_to_use(name)
        if question.any:
            found = found.able_to_use_any(question.any)
        for name in question.none:
            found = found.unable_to_use(name)
        if question.only is not None:
            found = found.staying_within(question.only)
        for name in question.declares:
            found = found.declaring(name)
        for server in question.servers:
            found = found.using_server(server)
        for word in question.can:
            found = found.capable_of(word)
        return found

    def able_to_use(self, name: str) -> Self:
        """Keep those that give a tool: inherited, by wildcard or declared."""
        return self.filter(self._may_use(name))

    def able_to_use_any(self, names: Sequence[str]) -> Self:
        """Keep those that give at least one of these tools."""
        return self.filter(reduce(or_, map(self._may_use, names), _NOBODY))

    def unable_to_use(self, name: str) -> Self:
        """Keep those that do not give a tool."""
        return self.filter(~self._may_use(name))

    def declaring(self, name: str) -> Self:
        """Keep those whose ``tools`` name a tool, as the harness understands the name."""
        return self.filter(self._granted("allow", [tool_named(name).name]))

    def staying_within(self, names: Sequence[str]) -> Self:
        """Keep those that give nothing beyond these tools."""
        tools = [tool_named(name) for name in names]
        servers = [tool.server for tool in tools if tool.standing == "pattern" and tool.server]
        inside = Q(tool__name__in=[tool.name for tool in tools]) | Q(tool__server__in=servers)
        beyond = self._usable_grants().exclude(inside).filter(toolset=OuterRef("pk"))
        keeps_to_them = Q(inherits_tools=False) & ~Exists(beyond)
        return self.filter(keeps_to_them | self._granted("deny", [EVERYTHING]))

    def using_server(self, server: str) -> Self:
        """Keep those that give some tool of an MCP server."""
        whole = covering_names(tool_named(server_pattern(server)), "deny")
        of_it = self._usable_grants().filter(tool__server=server, toolset=OuterRef("pk"))
        may = Q(inherits_tools=True) | Exists(of_it)
        return self.filter(may).exclude(self._granted("deny", whole))

    def capable_of(self, word: str) -> Self:
        """Keep those that give a capability."""
        powers = self._related("powers").filter(word=word, toolset=OuterRef("pk"))
        return self.filter(Exists(powers))

    def accesses(self, free: Mapping[int, bool]) -> dict[int, Access]:
        """Return what these toolsets let use, by id, in one query.

        free: whether each inherits every tool; callers have read that with their own rows.
        """
        tokens = self.grants().filter(toolset__in=self.order_by().values("pk"))
        given: dict[int, list[Grant]] = defaultdict(list)
        for toolset, position, token, name, effect in tokens.order_by("position").values_list(
            "toolset_id", "position", "token", "tool__name", "effect"
        ):
            given[toolset].append(Grant(position, token, tool_named(name), effect))
        return {
            pk: Access(inherits, not inherits or pk in given, tuple(given.get(pk, ())))
            for pk, inherits in free.items()
        }

    def grants(self) -> Any:
        """Return the grants of all toolsets."""
        return self._related("grants")

    def _may_use(self, name: str) -> Q:
        tool = tool_named(name)
        if tool.standing == "dead":
            return _NOBODY
        allowed = self._granted("allow", covering_names(tool, "allow"))
        denied = self._granted("deny", covering_names(tool, "deny"))
        return (Q(inherits_tools=True) | Q(allowed)) & ~Q(denied)

    def _usable_grants(self) -> Any:
        """Return the grants that really give something: alive, and not taken by a denial."""
        taken_by_server = Q(
            tool__kind="mcp", tool__standing="pattern", tool__server=OuterRef("tool__server")
        )
        takes = Q(tool=OuterRef("tool")) | taken_by_server & ~Q(tool__server="")
        takes |= Q(tool__name=EVERYTHING)
        takes |= Q(tool__name=EVERY_MCP_TOOL, tool__kind=OuterRef("tool__kind"))
        grants = self._related("grants")
        denied = grants.filter(takes, effect="deny", toolset=OuterRef("toolset"))
        given = grants.filter(effect="allow").exclude(tool__standing="dead")
        return given.exclude(tool__name__in=[EVERYTHING, EVERY_MCP_TOOL]).filter(~Exists(denied))

    def _granted(self, effect: Effect, names: Sequence[str]) -> Exists:
        grants = self._related("grants").filter(effect=effect, tool__name__in=names)
        return Exists(grants.filter(toolset=OuterRef("pk")))

    def _related(self, relation: str) -> Any:
        """Return the related model's queryset: models stand above querysets, so by relation."""
        related: Any = self.model._meta.get_field(relation).related_model
        return related._default_manager.all()
