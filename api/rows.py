"""An agent as a row, for every resource that lists agents."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from agents_app.definitions.algebra import ToolQuestion
from agents_app.definitions.tools import HAD, Access
from agents_app.models import Agent
from agents_app.querysets.plain import HEIR, PlainAgents
from api.briefs import (
    AddressField,
    BlankAsNullField,
    CapabilitiesField,
    PreparedSerializer,
    RevisionBriefSerializer,
)
from api.parameters import TrimmedSerializer
from api.plain import Drawn, Member, Sheet, sheet_of

_OF_TOOLS = frozenset(("tools", "asked_tools"))
_TOOLSET = ("toolset_id", "toolset__inherits_tools")


class AskedToolSerializer(serializers.Serializer):
    """How a row's agent has a tool that was asked for; null where it does not."""

    tool = serializers.CharField(read_only=True)
    had = serializers.ChoiceField(HAD, read_only=True, allow_null=True)


def _standing(status: str, deprecated: object) -> str:
    """Return what readers are told of an agent, by its two columns."""
    is_deprecated = deprecated is not None and status == Agent.Status.PUBLISHED
    return Agent.Standing.DEPRECATED.value if is_deprecated else status


class AgentRowSerializer(PreparedSerializer, TrimmedSerializer):
    """An agent in a list: no body, no sections; ``tools`` are the names of what it is granted."""

    url = AddressField("agent-detail", key="key")
    collection: serializers.Field = serializers.SlugRelatedField("slug", read_only=True)
    category = BlankAsNullField()
    model = BlankAsNullField()
    tools = serializers.SerializerMethodField()
    asked_tools = serializers.SerializerMethodField()
    inherits_tools = serializers.BooleanField(source="toolset.inherits_tools", read_only=True)
    capabilities = CapabilitiesField(source="toolset.capabilities")
    status = serializers.ChoiceField(
        Agent.Standing.choices,
        source="standing",
        read_only=True,
        help_text="`deprecated`: it works, and should not be chosen any more.",
    )
    successor = serializers.CharField(
        source="heir",
        read_only=True,
        allow_null=True,
        help_text="The key of the agent to use instead.",
    )
    revision = RevisionBriefSerializer(read_only=True)

    # ``tools`` and ``asked_tools`` are put in by ``drawn_rows``, which knows them by toolset.
    plain = {
        "tools": Member(("toolset_id",)),
        "asked_tools": Member(("toolset_id",)),
        "status": Member(("status", "deprecated"), _standing),
        "successor": Member((HEIR,)),
    }

    class Meta:
        model = Agent
        fields = (
            "url",
            "key",
            "name",
            "title",
            "collection",
            "category",
            "description",
            "model",
            "inherits_tools",
            "tools",
            "asked_tools",
            "capabilities",
            "health",
            "status",
            "successor",
            "revision",
        )
        read_only_fields = fields

    @cached_property
    def _granted(self) -> dict[int, list[str]]:
        """Tools by toolset, for many rows of an answer share one."""
        return {}

    def get_tools(self, agent: Agent) -> list[str]:
        """Name the tools of the grants that allow, in order, each once."""
        granted = self._granted.get(agent.toolset_id)
        if granted is None:
            grants = agent.toolset.grants.all()
            allowed = (grant.tool.name for grant in grants if grant.effect == "allow")
            granted = self._granted[agent.toolset_id] = list(dict.fromkeys(allowed))
        return granted

    @extend_schema_field(AskedToolSerializer(many=True))
    def get_asked_tools(self, agent: Agent) -> list[dict[str, Any]]:
        """Say how the agent has each tool that the question names."""
        return _asked(self.context.get("asked"), agent.access)


def row_sheet(root: str, shown: frozenset[str] | None) -> Sheet:
    """Return what a row is drawn by, with all that its tools follow from where they are shown."""
    more = _TOOLSET if shown is None or has_tools(shown) else ()
    return sheet_of(AgentRowSerializer, root, shown, more)


def drawn_rows(
    agents: PlainAgents, sheet: Sheet, rows: Sequence[Any], asked: Sequence[str]
) -> list[Drawn]:
    """Return agents as rows; what is shown of tools is worked out once for each toolset."""
    drawn = sheet.draw(rows)
    if not drawn or not has_tools(sheet.names):
        return drawn
    toolsets = sheet.column("toolset_id", rows)
    had: dict[int, list[Drawn]] = {}
    if asked and "asked_tools" in sheet.names:
        free = zip(toolsets, sheet.column("toolset__inherits_tools", rows), strict=True)
        accesses = agents.accesses(dict(free))
        tools = {pk: _allowed(access) for pk, access in accesses.items()}
        had = {pk: _asked(asked, access) for pk, access in accesses.items()}
    else:
        tools = agents.tools(toolsets)
    for row in drawn:
        if "tools" in row:
            row["tools"] = tools[row["tools"]]
        if "asked_tools" in row:
            row["asked_tools"] = had.get(row["asked_tools"], [])
    return drawn


def has_tools(shown: Iterable[str]) -> bool:
    """Return whether some of these members are about tools."""
    return not _OF_TOOLS.isdisjoint(shown)


def _allowed(access: Access) -> list[str]:
    return list(dict.fromkeys(grant.tool.name for grant in access.allowed()))


def _asked(asked: Sequence[str] | None, access: Access) -> list[Drawn]:
    how = ToolQuestion(all=tuple(asked)).how(access) if asked else {}
    return [{"tool": tool, "had": had} for tool, had in how.items()]
