"""A comparison as JSON: whatever has ``cells`` has one for each agent, in the same order."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from agents_app.definitions.tools import CAPABILITIES, HAD
from agents_app.models import Section, Tool
from api.agents.serializers import OutgoingSerializer
from api.briefs import BlankAsNullField, CapabilitiesField
from api.rows import AgentRowSerializer

EACH = "One for each agent, in the order of `agents`"


class EachField(serializers.ListField):
    """One value for each agent, in the order of ``agents``."""

    def __init__(self, child: serializers.Field, *, none: str = "", **options: Any) -> None:
        text = f"{EACH}; null: {none}." if none else f"{EACH}."
        super().__init__(child=child, read_only=True, help_text=text, **options)


class NamesField(serializers.ListField):
    """Names in the order of the rows."""

    def __init__(self, **options: Any) -> None:
        super().__init__(child=serializers.CharField(), read_only=True, **options)


class OwnNamesSerializer(serializers.Serializer):
    """What one agent has and no other of these."""

    agent = serializers.CharField(source="key", read_only=True)
    names = NamesField()


class ComparedNameSerializer(serializers.Serializer):
    """One name, and whether all agents have it, or only one."""

    name = serializers.CharField(read_only=True)
    shared = serializers.BooleanField(read_only=True, help_text="All of the agents have it.")
    only = serializers.CharField(
        read_only=True, allow_null=True, help_text="The one agent that has it; null for several."
    )


class ComparedToolSerializer(ComparedNameSerializer):
    """A tool or a whole server (``mcp__docs__*``), and how each agent has it."""

    kind = serializers.ChoiceField(Tool.Kind.choices, source="tool.kind", read_only=True)
    server = BlankAsNullField(source="tool.server")
    standing = serializers.ChoiceField(
        Tool.Standing.choices, source="tool.standing", read_only=True
    )
    capabilities = CapabilitiesField(source="tool.capabilities")
    cells = EachField(serializers.ChoiceField(HAD, allow_null=True), none="may not use it")


class ComparedCapabilitySerializer(ComparedNameSerializer):
    """A capability, and who has it."""

    name = serializers.ChoiceField(CAPABILITIES, read_only=True)
    cells = EachField(serializers.BooleanField(), source="held")


class StatedValueSerializer(serializers.Serializer):
    """A value of the front matter in JSON's types; null is a value too."""

    value = serializers.JSONField(read_only=True, allow_null=True)


class ComparedFieldSerializer(ComparedNameSerializer):
    """A key of the front matter, and what each agent says there."""

    same = serializers.BooleanField(read_only=True, help_text="All say the same.")
    cells = EachField(StatedValueSerializer(allow_null=True), none="does not have the key")


class HeadingSerializer(serializers.ModelSerializer):
    """Where a heading stands in one agent, as it is written there."""

    class Meta:
        model = Section
        fields = ("title", "level", "anchor", "line")
        read_only_fields = fields


class ComparedSectionSerializer(ComparedNameSerializer):
    """A heading, as whoever is first writes it, and where each agent has it."""

    cells = EachField(HeadingSerializer(allow_null=True), none="has no such heading")


class ComparedIntegrationSerializer(ComparedNameSerializer):
    """A name that agents state edges to, and what each says of it."""

    cells = EachField(OutgoingSerializer(allow_null=True), none="does not name it")


class OverlapSerializer(serializers.Serializer):
    """Names side by side: what all have, what only one has, how many each has."""

    shared = NamesField(help_text="What all of the agents have.")
    only = OwnNamesSerializer(
        many=True, read_only=True, help_text="For each agent, what no other of these has."
    )
    counts = EachField(serializers.IntegerField())
    truncated = serializers.BooleanField(
        read_only=True, help_text="Rows were left out, in `shared` and `only` too."
    )


class ToolOverlapSerializer(OverlapSerializer):
    """Tools side by side; where one agent inherits, all current tools are among them."""

    rows = ComparedToolSerializer(many=True, read_only=True)


class CapabilityOverlapSerializer(OverlapSerializer):
    """Capabilities side by side."""

    rows = ComparedCapabilitySerializer(many=True, read_only=True)


class FieldOverlapSerializer(OverlapSerializer):
    """Further keys of the front matter side by side, such as ``permissionMode``."""

    rows = ComparedFieldSerializer(many=True, read_only=True)


class SectionOverlapSerializer(OverlapSerializer):
    """Headings side by side; case and signs do not tell two apart."""

    rows = ComparedSectionSerializer(many=True, read_only=True)


class IntegrationOverlapSerializer(OverlapSerializer):
    """The names that agents state edges to, side by side; incoming edges are not compared."""

    rows = ComparedIntegrationSerializer(many=True, read_only=True)


class ComparedFactSerializer(serializers.Serializer):
    """A fact of which each agent has one."""

    same = serializers.BooleanField(read_only=True, help_text="All have the same.")
    cells = EachField(serializers.CharField(allow_null=True), none="does not say")


class NamedSerializer(serializers.Serializer):
    """One of the agents names another of them; ``mutual``: it is named back."""

    source = serializers.CharField(read_only=True)
    target = serializers.CharField(read_only=True)
    mutual = serializers.BooleanField(read_only=True)


class LikenessSerializer(serializers.Serializer):
    """How like one agent is to each: the part of the words of either that both use, 0 to 1."""

    agent = serializers.CharField(read_only=True)
    descriptions = EachField(
        serializers.FloatField(allow_null=True, min_value=0, max_value=1),
        none="neither has a description",
    )
    prompts = EachField(
        serializers.FloatField(allow_null=True, min_value=0, max_value=1),
        none="neither has a prompt",
    )


class ComparisonSerializer(serializers.Serializer):
    """Agents side by side, ready to be drawn: a column an agent, in the order they were asked."""

    agents = AgentRowSerializer(many=True, read_only=True)
    model = ComparedFactSerializer(read_only=True)
    tools = ToolOverlapSerializer(read_only=True)
    capabilities = CapabilityOverlapSerializer(read_only=True)
    front_matter = FieldOverlapSerializer(read_only=True)
    sections = SectionOverlapSerializer(read_only=True)
    integrations = IntegrationOverlapSerializer(read_only=True)
    among = NamedSerializer(many=True, read_only=True)
    likeness = LikenessSerializer(many=True, read_only=True)
