"""A journal entry as a row."""

from __future__ import annotations

from agents_app.models import JournalEntry
from api.briefs import AddressField, BlankAsNullField
from api.parameters import TrimmedSerializer


class JournalEntrySerializer(TrimmedSerializer):
    """One change; ``agent`` is null where the change was to a collection or the agent is gone."""

    key = BlankAsNullField()
    agent = AddressField("agent-detail", key="living_key", null=True)
    digest = BlankAsNullField()
    author = BlankAsNullField()
    message = BlankAsNullField()

    class Meta:
        model = JournalEntry
        fields = (
            "serial",
            "at",
            "verb",
            "collection",
            "key",
            "agent",
            "revision",
            "digest",
            "author",
            "message",
        )
        read_only_fields = fields
