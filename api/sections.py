"""Sections: rows in file order become a tree."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Manager
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from agents_app.models import Section


class PointSerializer(serializers.Serializer):
    """One entry of a list under a heading; ``term`` is what its author set apart."""

    term = serializers.CharField(read_only=True, allow_null=True)
    text = serializers.CharField(read_only=True)


class SectionTree(serializers.ListSerializer):
    """Hangs each section under the nearest earlier one of a lower level, in one pass."""

    def to_representation(self, data: Any) -> list[dict[str, Any]]:
        """Return the sections that hang under no other."""
        rows: Iterable[Any] = data.all() if isinstance(data, Manager) else data
        roots: list[dict[str, Any]] = []
        above: list[dict[str, Any]] = []
        child: Any = self.child
        for row in rows:
            section = child.to_representation(row)
            while above and above[-1]["level"] >= section["level"]:
                above.pop()
            siblings = above[-1]["sections"] if above else roots
            siblings.append(section)
            above.append(section)
        return roots


class SectionSerializer(serializers.ModelSerializer):
    """A heading with its text and points, up to the next heading; smaller headings nest."""

    points = PointSerializer(many=True, read_only=True)
    sections = serializers.SerializerMethodField()

    class Meta:
        model = Section
        fields = ("title", "level", "anchor", "line", "points", "text", "sections")
        read_only_fields = fields
        list_serializer_class = SectionTree

    @extend_schema_field({"type": "array", "items": {"$ref": "#/components/schemas/Section"}})
    def get_sections(self, section: Section) -> list[dict[str, Any]]:
        """Return none: the tree hangs them in."""
        return []
