"""What was answered to a request with an ``Idempotency-Key``: said again, not done again."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class IdempotencyKey(models.Model):
    """A key that an account has used, what for, and the answer; stored with what was done."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="idempotency_keys"
    )
    key = models.CharField(max_length=255)
    fingerprint = models.CharField(max_length=64, help_text="SHA-256 of what was asked.")
    status = models.PositiveSmallIntegerField()
    headers = models.JSONField(default=dict)
    body = models.BinaryField(help_text="JSON, compressed by zlib.")
    created = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ("-created",)
        constraints = (
            models.UniqueConstraint(fields=("user", "key"), name="idempotency_key_once_per_user"),
        )

    def __str__(self) -> str:
        return f"{self.user_id} {self.key}"
