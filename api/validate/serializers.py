"""What would become of a text."""

from __future__ import annotations

from drf_spectacular.utils import extend_schema_serializer
from rest_framework import serializers

from agents_app.actions.validate_definition import FATES
from api.readings import DefinitionSerializer, FindingSerializer


@extend_schema_serializer(many=False)
class ValidationSerializer(serializers.Serializer):
    """A text as it would be read and judged; nothing of it is stored."""

    key = serializers.CharField(read_only=True, help_text="The key that it would have.")
    would_be = serializers.ChoiceField(
        FATES,
        read_only=True,
        help_text="What it would be in the collection, if one is named; `blocked` and `held` by "
        "its policy.",
    )
    digest = serializers.CharField(source="definition.digest", read_only=True)
    definition = DefinitionSerializer(read_only=True)
    findings = FindingSerializer(many=True, read_only=True)
