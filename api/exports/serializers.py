"""The list of files that an export holds."""

from __future__ import annotations

from drf_spectacular.utils import extend_schema_serializer
from rest_framework import serializers


class ExportedFileSerializer(serializers.Serializer):
    """One file: where it is in the bundle, whose it is, and what its bytes are."""

    file = serializers.CharField(
        read_only=True, help_text="Its path in the bundle; safe to unpack on any system."
    )
    key = serializers.CharField(read_only=True)
    collection = serializers.CharField(read_only=True)
    path = serializers.CharField(read_only=True, help_text="Its place in the collection.")
    digest = serializers.CharField(read_only=True)
    size = serializers.IntegerField(read_only=True, help_text="Bytes.")


@extend_schema_serializer(many=False)
class ExportSerializer(serializers.Serializer):
    """The manifest of an export: what `manifest.json` in the bundle says."""

    version = serializers.IntegerField(read_only=True, help_text="Of this shape.")
    agents = ExportedFileSerializer(many=True, read_only=True)
