"""Sections: rows in file order become a tree."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Manager
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from agents_app.models import Section
from api.plain import Member


class PointSerializer(serializers.Serializer):
    """One entry of a list under a heading; ``term`` is what its author set apart."""

    term = serializers.CharField(read_only=True, allow_null=True)
    text = serializers.CharField(read_only=True)


class SectionTree(serializers.ListSerializer):
    """Shows sections as a tree."""

    def to_representation(self, data: Any) -> list[dict[str, Any]]:
        """Return the sections that hang under no other."""
        rows: Iterable[Any] = data.all() if isinstance(data, Manager) else data
        child: Any = self.child
        return as_tree(child.to_representation(row) for row in rows)


def as_tree(sections: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Hang each section under the nearest earlier one of a lower level, in one pass."""
    roots: list[dict[str, Any]] = []
    above: list[dict[str, Any]] = []
    for section in sections:
        while above and above[-1]["level"] >= section["level"]:
            above.pop()
        siblings = above[-1]["sections"] if above else roots
        siblings.append(section)
        above.append(section)
    return roots


class SectionSerializer(serializers.ModelSerializer):
    """A heading with its text and points, up to the next heading; smaller headings nest."""

    # An agent has dozens, and each of them many points: so they are drawn by hand, and the fields
    # say to the contract what the hand draws.

    points = PointSerializer(many=True, read_only=True)
    sections = serializers.SerializerMethodField()
    # Of a column, for there must be one: each section begins with a list of its own.
    plain = {"sections": Member(("line",), lambda line: [])}

    class Meta:
        model = Section
        fields = ("title", "level", "anchor", "line", "points", "text", "sections")
        read_only_fields = fields
        list_serializer_class = SectionTree

    def to_representation(self, section: Any) -> dict[str, Any]:
        """Return the members of a row, or of a section that was just read from a text."""
        return {
            "title": section.title,
            "level": section.level,
            "anchor": section.anchor,
            "line": section.line,
            "points": [_drawn(point) for point in section.points],
            "text": section.text,
            "sections": self.get_sections(section),
        }

    @extend_schema_field({"type": "array", "items": {"$ref": "#/components/schemas/Section"}})
    def get_sections(self, section: Section) -> list[dict[str, Any]]:
        """Return none: the tree hangs them in."""
        return []


def _drawn(point: Any) -> dict[str, Any]:
    """Return a point as it is stored, or as it was just read."""
    if isinstance(point, dict):
        return {"term": point["term"], "text": point["text"]}
    return {"term": point.term, "text": point.text}
