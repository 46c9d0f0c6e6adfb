"""An agent as a row, in whole, and as the file that it is."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_serializer
from rest_framework import serializers

from agents_app.models import Agent, Integration
from api.briefs import EDGE_STATES, AddressField, BlankAsNullField
from api.plain import Member
from api.readings import FindingSerializer, FrontMatterFieldSerializer, GrantSerializer
from api.rows import AgentRowSerializer
from api.sections import SectionSerializer


class OutgoingSerializer(serializers.ModelSerializer):
    """An edge that this agent states: ``target`` as named, ``agent`` where it exists."""

    target = serializers.CharField(source="target_name", read_only=True)
    agent = AddressField("agent-detail", key="target.key", null=True)
    group = BlankAsNullField()
    state = serializers.ChoiceField(EDGE_STATES, read_only=True)
    source = serializers.ChoiceField(
        Integration.Origin.choices, source="origin", read_only=True, help_text="Where it was found."
    )
    suggestion = BlankAsNullField(help_text="The name that a dangling edge most likely means.")
    plain = {"state": Member(("target__key",), lambda key: EDGE_STATES[key is None])}

    class Meta:
        model = Integration
        fields = ("target", "agent", "group", "note", "line", "state", "source", "suggestion")
        read_only_fields = fields


class IncomingSerializer(serializers.ModelSerializer):
    """An edge that another agent states to this one; ``source`` is that agent's key."""

    source = serializers.CharField(source="agent.key", read_only=True)
    agent = AddressField("agent-detail", key="agent.key")
    group = BlankAsNullField()

    class Meta:
        model = Integration
        fields = ("source", "agent", "group", "note", "line")
        read_only_fields = fields


@extend_schema_serializer(many=False)
class NeighboursSerializer(serializers.Serializer):
    """The agents that this one names, and those that name it."""

    outgoing = OutgoingSerializer(many=True, read_only=True)
    incoming = IncomingSerializer(many=True, read_only=True)


class AgentSerializer(AgentRowSerializer):
    """Everything about an agent, nested; its bytes are at ``markdown``."""

    reason = BlankAsNullField(help_text="Why it is deprecated.")
    markdown = AddressField("agent-detail", key="key", query="?format=md")
    revisions = AddressField("revision-list", key="key")
    graph = AddressField("agent-graph", key="key")
    grants = GrantSerializer(source="toolset.grants", many=True, read_only=True)
    front_matter = FrontMatterFieldSerializer(many=True, read_only=True)
    sections = SectionSerializer(many=True, read_only=True)
    integrations = NeighboursSerializer(source="*", read_only=True)
    findings = FindingSerializer(many=True, read_only=True)
    # What hangs on an agent is put in by ``api.agents.whole``; these are what it is found by.
    plain = AgentRowSerializer.plain | {
        "grants": Member(("toolset_id",)),
        **{name: Member(("pk",)) for name in ("sections", "integrations", "findings")},
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
            "status",
            "deprecated",
            "reason",
            "successor",
            "description",
            "model",
            "tier",
            "health",
            "inherits_tools",
            "capabilities",
            "grants",
            "front_matter",
            "opening",
            "sections",
            "integrations",
            "findings",
            "revision",
            "path",
            "created",
            "updated",
            "markdown",
            "revisions",
            "graph",
        )
        read_only_fields = fields


class AgentFileSerializer(serializers.BaseSerializer):
    """What the Markdown face needs: the bytes, their digest, a name for the file."""

    def to_representation(self, instance: Agent) -> dict[str, Any]:
        """Return the three as they are stored."""
        text = instance.revision
        assert text is not None
        return {"name": instance.name, "digest": text.digest, "content": text.content}
