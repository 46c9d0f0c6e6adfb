"""An entry of the audit log as a row."""

from __future__ import annotations

from agents_app.models import AuditEntry
from api.briefs import BlankAsNullField
from api.parameters import TrimmedSerializer


class AuditEntrySerializer(TrimmedSerializer):
    """One deed or one refusal; ``origin`` is a keyed hash of the address it came from."""

    subject = BlankAsNullField()
    actor = BlankAsNullField(help_text="Null for nobody, and for the machine itself.")
    detail = BlankAsNullField(help_text="Why it was refused, or what changed.")
    token = BlankAsNullField(help_text="The prefix of the token that was used.")
    request_id = BlankAsNullField()
    origin = BlankAsNullField()

    class Meta:
        model = AuditEntry
        fields = (
            "serial",
            "at",
            "deed",
            "subject",
            "actor",
            "outcome",
            "detail",
            "token",
            "request_id",
            "origin",
        )
        read_only_fields = fields
