"""A tool as a row, and in whole with the agents that may use it."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from agents_app.models import Tool
from api.briefs import (
    AddressField,
    AgentBriefSerializer,
    BlankAsNullField,
    CapabilitiesField,
)
from api.parameters import TrimmedSerializer


class ToolRowSerializer(TrimmedSerializer):
    """A tool in a list, with how many agents may use it and how many declare it."""

    url = AddressField("tool-detail", name="name")
    server = BlankAsNullField()
    capabilities = CapabilitiesField()
    agent_count = serializers.IntegerField(
        read_only=True, help_text="Agents that may really use it: declared, wildcard or inherited."
    )
    declared_count = serializers.IntegerField(
        read_only=True, help_text="Agents whose front matter names it, or its server."
    )

    class Meta:
        model = Tool
        fields = (
            "url",
            "name",
            "kind",
            "server",
            "standing",
            "capabilities",
            "agent_count",
            "declared_count",
        )
        read_only_fields = fields


class ToolSerializer(ToolRowSerializer):
    """A tool with the first of its agents; ``all_agents`` leads to every one."""

    agents = serializers.SerializerMethodField()
    all_agents = AddressField("agent-list", query="?tool=", tail="name")

    class Meta:
        model = Tool
        fields = (*ToolRowSerializer.Meta.fields, "agents", "all_agents")
        read_only_fields = fields

    @extend_schema_field(AgentBriefSerializer(many=True))
    def get_agents(self, tool: Tool) -> Any:
        """Show the agents that the view chose."""
        return AgentBriefSerializer(self.context["agents"], many=True, context=self.context).data
