"""A revision as a row of the history, in whole, and as the file that it is."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from agents_app.definitions import read_definition
from agents_app.models import Agent, Integration, Revision
from api.agents.sections import SectionSerializer
from api.agents.serializers import FrontMatterFieldSerializer, GrantSerializer
from api.briefs import AddressField, BlankAsNullField, CapabilitiesField
from api.parameters import TrimmedSerializer


class StatedEdgeSerializer(serializers.Serializer):
    """An edge as the text states it, whoever exists."""

    target = serializers.CharField(read_only=True)
    group = serializers.CharField(read_only=True, allow_null=True)
    note = serializers.CharField(read_only=True)
    line = serializers.IntegerField(read_only=True)
    source = serializers.ChoiceField(
        Integration.Origin.choices, source="origin", read_only=True, help_text="Where it was found."
    )
    certain = serializers.BooleanField(
        read_only=True, help_text="False: it counts only where an agent of this name exists."
    )


class DefinitionSerializer(serializers.Serializer):
    """What one text says, read from its bytes alone."""

    name = serializers.CharField(read_only=True)
    title = serializers.CharField(read_only=True)
    description = serializers.CharField(read_only=True)
    model = serializers.CharField(read_only=True, allow_null=True)
    tier = serializers.ChoiceField(Agent.Tier.choices, read_only=True)
    inherits_tools = serializers.BooleanField(source="access.inherits", read_only=True)
    capabilities = CapabilitiesField(source="access.capabilities")
    grants = GrantSerializer(source="access.grants", many=True, read_only=True)
    front_matter = FrontMatterFieldSerializer(
        source="front_matter.fields", many=True, read_only=True
    )
    opening = serializers.CharField(source="body.opening", read_only=True)
    sections = SectionSerializer(source="body.flat", many=True, read_only=True)
    integrations = StatedEdgeSerializer(many=True, read_only=True)


class RevisionRowSerializer(TrimmedSerializer):
    """A revision in the history of its agent."""

    url = AddressField("revision-detail", key="agent.key", number="number")
    agent = AddressField("agent-detail", key="agent.key")
    author = BlankAsNullField()
    message = BlankAsNullField()
    markdown = AddressField("revision-detail", key="agent.key", number="number", query="?format=md")

    class Meta:
        model = Revision
        fields = (
            "url",
            "agent",
            "number",
            "digest",
            "size",
            "created",
            "author",
            "message",
            "markdown",
        )
        read_only_fields = fields


class RevisionSerializer(RevisionRowSerializer):
    """One past or present text of an agent, with what it says."""

    definition = serializers.SerializerMethodField()

    class Meta:
        model = Revision
        fields = (*RevisionRowSerializer.Meta.fields, "definition")
        read_only_fields = fields

    @extend_schema_field(DefinitionSerializer)
    def get_definition(self, revision: Revision) -> dict[str, Any]:
        """Read the stored bytes again: only the current text's parts stand in tables."""
        definition = read_definition(bytes(revision.content), path=revision.agent.path)
        return DefinitionSerializer(definition, context=self.context).data


class RevisionFileSerializer(serializers.BaseSerializer):
    """What the Markdown face needs: the bytes, their digest, a name for the file."""

    def to_representation(self, instance: Revision) -> dict[str, Any]:
        """Return the three as they are stored."""
        return {
            "name": instance.agent.name,
            "digest": instance.digest,
            "content": instance.content,
        }
