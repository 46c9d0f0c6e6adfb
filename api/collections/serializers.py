"""A collection as a row, and in whole with its categories."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from agents_app.definitions.policy import GRAVITY
from agents_app.models import Collection
from api.briefs import AddressField, BlankAsNullField
from api.parameters import TrimmedSerializer

BLOCKED_SEVERITY = "Texts with findings as grave as this, or graver, are refused; null: none."
BLOCKED_RULES = "Texts with findings of these lint rules are refused, whatever their severity."
HOLDS_WIDENING = "A text that can do more than the one before it waits for a curator."


class HealthCountsSerializer(serializers.Serializer):
    """How many agents have which health."""

    ok = serializers.IntegerField(source="agents_ok", read_only=True)
    warnings = serializers.IntegerField(source="agents_warnings", read_only=True)
    errors = serializers.IntegerField(source="agents_errors", read_only=True)


class CategoryCountSerializer(serializers.Serializer):
    """A category and how many agents it has; null is for those without one."""

    category = BlankAsNullField()
    agent_count = serializers.IntegerField(read_only=True)


class PeopleField(serializers.ListField):
    """Accounts by name, as the view brought them; null for those who may not change them."""

    child = serializers.CharField()

    def __init__(self, name: str, *, help_text: str) -> None:
        text = f"{help_text} Null unless you may change it."
        super().__init__(source="*", read_only=True, allow_null=True, help_text=text)
        self.name = name

    def to_representation(self, value: Any) -> Any:
        """Return the names, or null."""
        return self.context["people"].get(self.name)


class BlankAsNullChoiceField(serializers.ChoiceField):
    """A word of some, stored empty and shown as null where there is none."""

    def __init__(self, choices: Any, **options: Any) -> None:
        super().__init__(choices, read_only=True, allow_null=True, **options)

    def to_representation(self, value: str) -> Any:
        """Return the word, or null."""
        return value or None


class CollectionRowSerializer(TrimmedSerializer):
    """A collection in a list, with what it holds."""

    url = AddressField("collection-detail", slug="slug")
    source_url = BlankAsNullField()
    licence = BlankAsNullField()
    agent_count = serializers.IntegerField(read_only=True)
    health = HealthCountsSerializer(source="*", read_only=True)

    class Meta:
        model = Collection
        fields = (
            "url",
            "slug",
            "title",
            "source_url",
            "licence",
            "private",
            "agent_count",
            "health",
            "created",
        )
        read_only_fields = fields


class CollectionSerializer(CollectionRowSerializer):
    """A collection with its categories, and how many edges of its agents lead nowhere."""

    blocked_severity = BlankAsNullChoiceField(GRAVITY, help_text=BLOCKED_SEVERITY)
    blocked_rules = serializers.ListField(
        child=serializers.CharField(), read_only=True, help_text=BLOCKED_RULES
    )
    holds_widening = serializers.BooleanField(read_only=True, help_text=HOLDS_WIDENING)
    dangling_count = serializers.SerializerMethodField()
    categories = serializers.SerializerMethodField()
    maintainers = PeopleField("maintainers", help_text="Who maintain it, by name.")
    members = PeopleField("members", help_text="Who else may see it where it is private, by name.")
    agents = AddressField("agent-list", query="?collection=", tail="slug")
    integrations = AddressField("integration-list", query="?collection=", tail="slug")

    class Meta:
        model = Collection
        fields = (
            *CollectionRowSerializer.Meta.fields,
            "blocked_severity",
            "blocked_rules",
            "holds_widening",
            "dangling_count",
            "categories",
            "maintainers",
            "members",
            "agents",
            "integrations",
        )
        read_only_fields = fields

    def get_dangling_count(self, collection: Collection) -> int:
        """Show the count that the view brought."""
        return int(self.context["dangling_count"])

    @extend_schema_field(CategoryCountSerializer(many=True))
    def get_categories(self, collection: Collection) -> Any:
        """Show the counts that the view brought."""
        return CategoryCountSerializer(self.context["categories"], many=True).data
