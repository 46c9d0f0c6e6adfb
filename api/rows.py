"""An agent as a row, for every resource that lists agents."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from agents_app.definitions.algebra import ToolQuestion
from agents_app.definitions.tools import HAD
from agents_app.models import Agent
from api.briefs import (
    AddressField,
    BlankAsNullField,
    CapabilitiesField,
    PreparedSerializer,
    RevisionBriefSerializer,
)
from api.parameters import TrimmedSerializer


class AskedToolSerializer(serializers.Serializer):
    """How a row's agent has a tool that was asked for; null where it does not."""

    tool = serializers.CharField(read_only=True)
    had = serializers.ChoiceField(HAD, read_only=True, allow_null=True)


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
        asked = self.context.get("asked")
        how = ToolQuestion(all=asked).how(agent.access) if asked else {}
        return [{"tool": tool, "had": had} for tool, had in how.items()]
