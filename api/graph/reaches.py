"""What an agent reaches by delegation, as JSON."""

from __future__ import annotations

from rest_framework import serializers

from agents_app.definitions.tools import CAPABILITIES, HAD
from agents_app.models import Tool
from api.briefs import BlankAsNullField, CapabilitiesField


class WayField(serializers.ListField):
    """Keys from the agent that asks to the one that has what it asks for; alone: it has it."""

    child = serializers.CharField()


class ReachedCapabilitySerializer(serializers.Serializer):
    """A capability, and the way to the nearest agent that has it."""

    capability = serializers.ChoiceField(CAPABILITIES, source="tool", read_only=True)
    path = WayField(read_only=True)


class ReachedToolSerializer(serializers.Serializer):
    """A tool or a whole server (``mcp__docs__*``), and the way to the nearest agent that has it."""

    tool = serializers.CharField(source="tool.name", read_only=True)
    kind = serializers.ChoiceField(Tool.Kind.choices, source="tool.kind", read_only=True)
    server = BlankAsNullField(source="tool.server")
    standing = serializers.ChoiceField(
        Tool.Standing.choices, source="tool.standing", read_only=True
    )
    capabilities = CapabilitiesField(source="tool.capabilities")
    had = serializers.ChoiceField(HAD, read_only=True, help_text="How that agent has it.")
    distance = serializers.IntegerField(read_only=True, help_text="0: the agent has it itself.")
    path = WayField(read_only=True)


class ReachSerializer(serializers.Serializer):
    """The tools and capabilities that an agent comes to, itself or by handing work on."""

    agent = serializers.CharField(read_only=True)
    agent_count = serializers.IntegerField(
        read_only=True, help_text="Agents that it can hand work to, directly or not."
    )
    everything = WayField(
        read_only=True,
        allow_null=True,
        help_text="The way to the nearest agent that inherits every tool; null where none does.",
    )
    capabilities = ReachedCapabilitySerializer(many=True, read_only=True)
    tools = ReachedToolSerializer(many=True, read_only=True)
