"""A proposal as a row, and in whole with what it would change."""

from __future__ import annotations

from rest_framework import serializers

from agents_app.definitions.diff import REASONS
from agents_app.models import Proposal
from api.bodies.members import StrictSerializer, Text
from api.briefs import AddressField, BlankAsNullField
from api.changes import DiffSerializer
from api.parameters import TrimmedSerializer

MOST_REASON = 2_000


class ProposalRowSerializer(TrimmedSerializer):
    """A proposal in a list."""

    url = AddressField("proposal-detail", id="number")
    id = serializers.IntegerField(source="number", read_only=True)
    collection: serializers.Field = serializers.SlugRelatedField("slug", read_only=True)
    key = serializers.CharField(
        read_only=True, help_text="The key that the agent has or would have."
    )
    base = serializers.IntegerField(
        read_only=True, allow_null=True, help_text="The revision that it follows; null: a new one."
    )
    widens = serializers.ListField(
        child=serializers.ChoiceField(tuple(REASONS)), read_only=True, help_text="Why it was held."
    )
    author = BlankAsNullField()
    message = BlankAsNullField()
    decider = BlankAsNullField()
    reason = BlankAsNullField(help_text="What whoever decided says of it.")

    class Meta:
        model = Proposal
        fields = (
            "url",
            "id",
            "collection",
            "key",
            "state",
            "base",
            "brings_back",
            "widens",
            "digest",
            "author",
            "message",
            "created",
            "decider",
            "reason",
            "decided",
        )
        read_only_fields = fields


class ProposalSerializer(ProposalRowSerializer):
    """A proposal with its text, and what that changes."""

    content = serializers.SerializerMethodField(help_text="The definition file.")
    changes = DiffSerializer(
        read_only=True,
        allow_null=True,
        help_text="Against the text that readers meet now; null: there is none.",
    )

    class Meta:
        model = Proposal
        fields = (*ProposalRowSerializer.Meta.fields, "content", "changes")
        read_only_fields = fields

    def get_content(self, proposal: Proposal) -> str:
        """Return the text, which is UTF-8 or it would not have been read."""
        return bytes(proposal.content).decode()


class ApprovalSerializer(StrictSerializer):
    """What a curator may say with an approval."""

    reason = Text(required=False, allow_null=True, allow_blank=True, max_length=MOST_REASON)


class RejectionSerializer(StrictSerializer):
    """Why a proposal is rejected."""

    reason = Text(max_length=MOST_REASON, help_text="What its author should know.")
