"""What changed from one definition to another, for every resource that compares two."""

from __future__ import annotations

from rest_framework import serializers

from agents_app.definitions.diff import BUMPS, REASONS
from agents_app.definitions.diff.fields import HOWS
from agents_app.definitions.tools import HAD
from agents_app.models import Agent, Tool
from api.briefs import BlankAsNullField, CapabilitiesField
from api.readings import GrantSerializer, StatedEdgeSerializer


class CapabilityChangesSerializer(serializers.Serializer):
    """What an agent can do now, and what no longer."""

    gained = CapabilitiesField()
    lost = CapabilitiesField()


class ChangedToolSerializer(serializers.Serializer):
    """A tool that came or went, and how the side that has it has it.

    `*` stands for any tool that neither side names, `mcp__*` for any MCP server, `mcp__x__*` for
    any other tool of the server x.
    """

    tool = serializers.CharField(source="tool.name", read_only=True)
    kind = serializers.ChoiceField(Tool.Kind.choices, source="tool.kind", read_only=True)
    server = BlankAsNullField(source="tool.server")
    standing = serializers.ChoiceField(
        Tool.Standing.choices, source="tool.standing", read_only=True
    )
    had = serializers.ChoiceField(HAD, read_only=True)


class ChangedFlagSerializer(serializers.Serializer):
    """Whether something held, and holds."""

    old = serializers.BooleanField(read_only=True)
    new = serializers.BooleanField(read_only=True)


class ChangedTextSerializer(serializers.Serializer):
    """What a text was and is; null where there was or is none."""

    old = serializers.CharField(read_only=True, allow_null=True)
    new = serializers.CharField(read_only=True, allow_null=True)


class ChangedTierSerializer(serializers.Serializer):
    """How the front matter had to be read, and has to be."""

    old = serializers.ChoiceField(Agent.Tier.choices, read_only=True)
    new = serializers.ChoiceField(Agent.Tier.choices, read_only=True)


class ToolChangesSerializer(serializers.Serializer):
    """What an agent may really use: inheritance, wildcards and denials counted."""

    gained = ChangedToolSerializer(many=True, read_only=True)
    lost = ChangedToolSerializer(many=True, read_only=True)
    inherits = ChangedFlagSerializer(
        read_only=True,
        allow_null=True,
        help_text="Whether every tool is inherited; null: as it was.",
    )
    tokens_added = GrantSerializer(
        many=True, read_only=True, help_text="Tokens written anew, though the access stays."
    )
    tokens_removed = GrantSerializer(
        many=True, read_only=True, help_text="Tokens no longer written, though the access stays."
    )


class ChangedFieldSerializer(serializers.Serializer):
    """A front matter field that came, went or has another value."""

    key = serializers.CharField(read_only=True)
    how = serializers.ChoiceField(HOWS, read_only=True)
    old = serializers.JSONField(read_only=True)
    new = serializers.JSONField(read_only=True)


class ChangedPermissionSerializer(ChangedFieldSerializer):
    """A field that permits or forbids something: permission modes, hooks, servers, memory."""

    loosened = serializers.BooleanField(
        read_only=True, help_text="The agent may do more; false only where it surely does not."
    )


class ChangedEdgesSerializer(serializers.Serializer):
    """All edges to one target, where what is said of it changed."""

    target = serializers.CharField(read_only=True)
    old = StatedEdgeSerializer(many=True, read_only=True)
    new = StatedEdgeSerializer(many=True, read_only=True)


class EdgeChangesSerializer(serializers.Serializer):
    """Edges to targets that are new or gone, and those that say something else."""

    gained = StatedEdgeSerializer(many=True, read_only=True)
    lost = StatedEdgeSerializer(many=True, read_only=True)
    changed = ChangedEdgesSerializer(many=True, read_only=True)


class PlacedSectionSerializer(serializers.Serializer):
    """A heading; `path` is its anchor below those of the headings above it."""

    path = serializers.CharField(read_only=True)
    title = serializers.CharField(read_only=True)
    level = serializers.IntegerField(read_only=True)
    line = serializers.IntegerField(read_only=True)


class ChangedSectionSerializer(serializers.Serializer):
    """A section in both texts."""

    old = PlacedSectionSerializer(read_only=True)
    new = PlacedSectionSerializer(read_only=True)


class SectionChangesSerializer(serializers.Serializer):
    """Sections that came and went; `renamed` has another title or place, `changed` other words."""

    added = PlacedSectionSerializer(many=True, read_only=True)
    removed = PlacedSectionSerializer(many=True, read_only=True)
    renamed = ChangedSectionSerializer(many=True, read_only=True)
    changed = ChangedSectionSerializer(many=True, read_only=True)


class HunkSerializer(serializers.Serializer):
    """Neighbouring changes; each line begins with a blank, `-` or `+`; numbers count file lines."""

    old_line = serializers.IntegerField(read_only=True)
    old_count = serializers.IntegerField(read_only=True)
    new_line = serializers.IntegerField(read_only=True)
    new_count = serializers.IntegerField(read_only=True)
    lines = serializers.ListField(child=serializers.CharField(), read_only=True)


class PromptChangesSerializer(serializers.Serializer):
    """Changed lines of the prompt."""

    reworded = serializers.BooleanField(read_only=True, help_text="False: blanks at most.")
    added = serializers.IntegerField(read_only=True, help_text="Lines.")
    removed = serializers.IntegerField(read_only=True, help_text="Lines.")
    hunks = HunkSerializer(many=True, read_only=True)
    coarse = serializers.BooleanField(
        read_only=True, help_text="The texts are so large that hunks may hold lines that stayed."
    )
    truncated = serializers.BooleanField(
        read_only=True, help_text="Later hunks are left out; the unified diff has all."
    )


class DiffSerializer(serializers.Serializer):
    """What changed, what the agent may do first; what is null or empty is as it was."""

    bump = serializers.ChoiceField(
        BUMPS,
        read_only=True,
        allow_null=True,
        help_text="The number of the version that should rise; `major`: it can do more.",
    )
    reasons = serializers.ListField(child=serializers.ChoiceField(tuple(REASONS)), read_only=True)
    only_layout = serializers.BooleanField(
        read_only=True, help_text="The bytes changed, and nothing that they say."
    )
    capabilities = CapabilityChangesSerializer(read_only=True)
    tools = ToolChangesSerializer(read_only=True)
    model = ChangedTextSerializer(read_only=True, allow_null=True)
    permissions = ChangedPermissionSerializer(many=True, read_only=True)
    front_matter = ChangedFieldSerializer(
        source="fields", many=True, read_only=True, help_text="All other fields."
    )
    tier = ChangedTierSerializer(read_only=True, allow_null=True)
    integrations = EdgeChangesSerializer(read_only=True)
    sections = SectionChangesSerializer(read_only=True)
    description = ChangedTextSerializer(read_only=True, allow_null=True)
    prompt = PromptChangesSerializer(read_only=True)
