"""An integration as a row: both of its ends."""

from __future__ import annotations

from rest_framework import serializers

from agents_app.models import Integration
from api.briefs import EDGE_STATES, AddressField, BlankAsNullField
from api.parameters import TrimmedSerializer


class IntegrationRowSerializer(TrimmedSerializer):
    """An edge: ``source`` is the key of the agent that states it, ``target`` what it names."""

    source = serializers.CharField(source="agent.key", read_only=True)
    source_url = AddressField("agent-detail", key="agent.key")
    target = serializers.CharField(source="target_name", read_only=True)
    target_url = AddressField("agent-detail", key="target.key", null=True)
    group = BlankAsNullField()
    state = serializers.ChoiceField(EDGE_STATES, read_only=True)
    suggestion = BlankAsNullField(help_text="The name that a dangling edge most likely means.")

    class Meta:
        model = Integration
        fields = (
            "source",
            "source_url",
            "target",
            "target_url",
            "group",
            "note",
            "line",
            "state",
            "origin",
            "suggestion",
        )
        read_only_fields = fields
