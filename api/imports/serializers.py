"""An import as a row, and in whole with what became of each file."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from agents_app.definitions.diff import BUMPS, REASONS
from agents_app.models import Agent, ImportedFile, ImportReport
from api.briefs import AddressField, BlankAsNullField
from api.changes import CapabilityChangesSerializer, HunkSerializer
from api.parameters import TrimmedSerializer
from api.readings import FindingSerializer


class ImportCountsSerializer(serializers.Serializer):
    """How many files had which outcome; `retired` are agents without a file."""

    created = serializers.IntegerField(read_only=True)
    updated = serializers.IntegerField(read_only=True)
    unchanged = serializers.IntegerField(read_only=True)
    retired = serializers.IntegerField(read_only=True)
    refused = serializers.IntegerField(read_only=True)
    skipped = serializers.IntegerField(read_only=True)


class ImportRowSerializer(TrimmedSerializer):
    """An import, without its files."""

    url = AddressField("import-detail", id="number")
    id = serializers.IntegerField(source="number", read_only=True)
    collection = serializers.CharField(source="slug", read_only=True)
    counts = ImportCountsSerializer(read_only=True)
    author = BlankAsNullField()
    message = BlankAsNullField()

    class Meta:
        model = ImportReport
        fields = (
            "url",
            "id",
            "collection",
            "mode",
            "strict",
            "state",
            "counts",
            "created",
            "author",
            "message",
        )
        read_only_fields = fields


class TierField(serializers.ChoiceField):
    """How the front matter had to be read; null where that is not known."""

    def __init__(self) -> None:
        super().__init__(Agent.Tier.choices, read_only=True, allow_null=True)

    def to_representation(self, value: str) -> Any:
        """Return the tier, or null."""
        return value or None


class NamesChangedSerializer(serializers.Serializer):
    """Names of tools that came and went."""

    gained = serializers.ListField(child=serializers.CharField(), read_only=True)
    lost = serializers.ListField(child=serializers.CharField(), read_only=True)


class PreviewSerializer(serializers.Serializer):
    """What an update would change; the diff of two revisions says it in full."""

    bump = serializers.ChoiceField(BUMPS, read_only=True, allow_null=True)
    reasons = serializers.ListField(child=serializers.ChoiceField(tuple(REASONS)), read_only=True)
    capabilities = CapabilityChangesSerializer(read_only=True)
    tools = NamesChangedSerializer(read_only=True)
    hunks = HunkSerializer(many=True, read_only=True)
    truncated = serializers.BooleanField(read_only=True, help_text="Later hunks are left out.")


class ImportedFileSerializer(serializers.ModelSerializer):
    """What became of one file; `code` and `message` say why it was refused or skipped."""

    key = BlankAsNullField()
    tier = TierField()
    code = BlankAsNullField()
    findings = FindingSerializer(
        many=True,
        read_only=True,
        help_text="The first 50, in the order of the file; a very long `fix` is left out.",
    )

    changes = PreviewSerializer(
        read_only=True, allow_null=True, help_text="Of an update, in a dry run; else null."
    )

    class Meta:
        model = ImportedFile
        fields = ("path", "outcome", "key", "tier", "code", "message", "findings", "changes")
        read_only_fields = fields


class ImportSerializer(ImportRowSerializer):
    """An import with its report: a row for each file, in order."""

    files = ImportedFileSerializer(many=True, read_only=True)

    class Meta:
        model = ImportReport
        fields = (*ImportRowSerializer.Meta.fields, "files")
        read_only_fields = fields
