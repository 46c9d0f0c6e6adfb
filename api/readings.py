"""What one text says, as read from its bytes: for every resource that shows a definition."""

from __future__ import annotations

from rest_framework import serializers

from agents_app.models import Agent, Finding, Grant, Integration, Tool
from api.briefs import BlankAsNullField, CapabilitiesField
from api.sections import SectionSerializer


class GrantSerializer(serializers.ModelSerializer):
    """One token of ``tools`` or ``disallowedTools``, and the tool that it names."""

    tool = serializers.CharField(source="tool.name", read_only=True)
    kind = serializers.ChoiceField(Tool.Kind.choices, source="tool.kind", read_only=True)
    server = BlankAsNullField(source="tool.server")
    standing = serializers.ChoiceField(
        Tool.Standing.choices, source="tool.standing", read_only=True
    )

    class Meta:
        model = Grant
        fields = ("tool", "kind", "server", "standing", "token", "effect", "position")
        read_only_fields = fields


class FrontMatterFieldSerializer(serializers.Serializer):
    """One key of the front matter, known or not, with its value in JSON's types."""

    key = serializers.CharField(read_only=True)
    value = serializers.JSONField(read_only=True)


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


class FindingSerializer(serializers.ModelSerializer):
    """What a lint rule says of the text, and where; ``fix`` is what the line should be."""

    class Meta:
        model = Finding
        fields = ("rule", "severity", "message", "line", "column", "fix")
        read_only_fields = fields
