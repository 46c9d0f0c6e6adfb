"""A revision as a row of the history, in whole, and as the file that it is."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from agents_app.definitions import Definition, read_definition
from agents_app.definitions.diff import difference, unified
from agents_app.models import Revision
from agents_app.querysets.revisions import RevisionPair
from api.briefs import AddressField, BlankAsNullField
from api.changes import DiffSerializer
from api.parameters import TrimmedSerializer
from api.readings import DefinitionSerializer


class RevisionRowSerializer(TrimmedSerializer):
    """A revision in the history of its agent."""

    url = AddressField("revision-detail", key="agent.key", number="number")
    agent = AddressField("agent-detail", key="agent.key")
    author = BlankAsNullField()
    message = BlankAsNullField()
    markdown = AddressField("revision-detail", key="agent.key", number="number", query="?format=md")
    changes = AddressField(
        "revision-changes", key="agent.key", old="previous_number", new="number", null=True
    )

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
            "changes",
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
        return DefinitionSerializer(_definition_of(revision), context=self.context).data


class RevisionFileSerializer(serializers.BaseSerializer):
    """What the Markdown face needs: the bytes, their digest, a name for the file."""

    def to_representation(self, instance: Revision) -> dict[str, Any]:
        """Return the three as they are stored."""
        return {
            "name": instance.agent.name,
            "digest": instance.digest,
            "content": instance.content,
        }


class ComparedRevisionSerializer(serializers.ModelSerializer):
    """One side of a comparison."""

    url = AddressField("revision-detail", key="agent.key", number="number")
    author = BlankAsNullField()
    message = BlankAsNullField()

    class Meta:
        model = Revision
        fields = ("url", "number", "digest", "size", "created", "author", "message")
        read_only_fields = fields


class RevisionChangesSerializer(serializers.Serializer):
    """What changed from one text of an agent to another; `patch` is the unified diff."""

    url = AddressField("revision-changes", key="new.agent.key", old="old.number", new="new.number")
    agent = AddressField("agent-detail", key="new.agent.key")
    patch = AddressField(
        "revision-changes",
        key="new.agent.key",
        old="old.number",
        new="new.number",
        query="?format=diff",
    )
    old = ComparedRevisionSerializer(read_only=True)
    new = ComparedRevisionSerializer(read_only=True)
    changes = serializers.SerializerMethodField()

    @extend_schema_field(DiffSerializer)
    def get_changes(self, pair: RevisionPair) -> dict[str, Any]:
        """Read both texts and compare what they say."""
        diff = difference(_definition_of(pair.old), _definition_of(pair.new))
        return DiffSerializer(diff, context=self.context).data


class RevisionPatchSerializer(serializers.BaseSerializer):
    """What the unified face needs: the diff, a name for the file."""

    def to_representation(self, instance: RevisionPair) -> dict[str, Any]:
        """Compare the bytes of both texts."""
        name, (old, new) = instance.new.agent.name, instance
        sides = [f"{name}.md\trevision {each.number}" for each in instance]
        text = unified(bytes(old.content), bytes(new.content), *sides)
        return {"name": f"{name}-{old.number}-{new.number}", "text": text}


def _definition_of(revision: Revision) -> Definition:
    return read_definition(bytes(revision.content), path=revision.agent.path)
