"""The audit log: who did what, who was refused what, and who came and went."""

from __future__ import annotations

from django.db import models

from agents_app.querysets.audit import AuditQuerySet


class AuditEntry(models.Model):
    """One deed or one refusal. It names everybody by text, so that it outlives them.

    deed: a verb of the journal, or what was done to accounts and tokens, or ``request``.
    actor: the account's name, empty for nobody and for the machine; of a login, the name typed.
    token: the prefix of the token that was used. origin: a keyed hash of the address; equal ones
    are equal addresses, while the address itself is only in the server's log, which is not kept
    for ever. detail: the code of a refusal, or what changed.
    """

    class Outcome(models.TextChoices):
        """What became of it."""

        DONE = "done"
        REFUSED = "refused"

    serial = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    deed = models.CharField(max_length=40)
    subject = models.CharField(max_length=300, blank=True)
    actor = models.CharField(max_length=150, blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome)
    detail = models.CharField(max_length=300, blank=True)
    token = models.CharField(max_length=20, blank=True)
    request_id = models.CharField(max_length=64, blank=True)
    origin = models.CharField(max_length=16, blank=True)

    objects = AuditQuerySet.as_manager()

    class Meta:
        ordering = ("serial",)
        verbose_name_plural = "audit entries"
        indexes = (
            models.Index(fields=("deed", "serial"), name="audit_by_deed"),
            models.Index(fields=("actor", "serial"), name="audit_by_actor"),
            models.Index(fields=("subject", "serial"), name="audit_by_subject"),
            models.Index(fields=("at",), name="audit_by_time"),
        )

    def __str__(self) -> str:
        return f"{self.serial} {self.deed} {self.outcome}"
