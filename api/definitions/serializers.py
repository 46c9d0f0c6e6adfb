"""A stored text: what it says, and which revisions of which agents it is."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from agents_app.definitions import read_definition
from agents_app.models import Agent, Revision
from api.briefs import AddressField, BlankAsNullField
from api.readings import DefinitionSerializer


class CarrierSerializer(serializers.ModelSerializer):
    """A revision that is this text; ``status`` is that of its agent."""

    url = AddressField("revision-detail", key="agent.key", number="number")
    agent = AddressField("agent-detail", key="agent.key")
    key = serializers.CharField(source="agent.key", read_only=True)
    status = serializers.ChoiceField(Agent.Status.choices, source="agent.status", read_only=True)
    author = BlankAsNullField()
    message = BlankAsNullField()

    class Meta:
        model = Revision
        fields = ("url", "agent", "key", "status", "number", "created", "author", "message")
        read_only_fields = fields


class StoredDefinitionSerializer(serializers.ModelSerializer):
    """A text by its digest; `created` is when it first came in."""

    url = AddressField("definition-detail", digest="digest")
    markdown = AddressField("definition-detail", digest="digest", query="?format=md")
    revisions = serializers.SerializerMethodField(
        help_text="The revisions that are this text, the first 100 by key and number."
    )
    definition = serializers.SerializerMethodField(
        help_text="What it says; where it has no name, the path of its first agent gives one."
    )

    class Meta:
        model = Revision
        fields = ("url", "digest", "size", "created", "markdown", "revisions", "definition")
        read_only_fields = fields

    @extend_schema_field(CarrierSerializer(many=True))
    def get_revisions(self, revision: Revision) -> Any:
        """Draw those that the view found."""
        return CarrierSerializer(self.context["carriers"], many=True, context=self.context).data

    @extend_schema_field(DefinitionSerializer)
    def get_definition(self, revision: Revision) -> dict[str, Any]:
        """Read the stored bytes."""
        definition = read_definition(bytes(revision.content), path=revision.agent.path)
        return DefinitionSerializer(definition, context=self.context).data


class DefinitionFileSerializer(serializers.BaseSerializer):
    """What the Markdown face needs: the bytes, their digest, a name for the file."""

    def to_representation(self, instance: Revision) -> dict[str, Any]:
        """Return the three as they are stored."""
        return {
            "name": instance.agent.name,
            "digest": instance.digest,
            "content": instance.content,
        }
