"""An API token: a secret that stands for an account, with less power if so wished."""

from __future__ import annotations

import hashlib

from django.conf import settings
from django.db import models
from django.utils import timezone

from agents_app.models.collection import Collection
from agents_app.querysets.api_tokens import ApiTokenQuerySet

MARK = "roster_"
STATES = ("active", "expired", "revoked")
PREFIX_LENGTH = len(MARK) + 8


def digest_of(secret: str) -> str:
    """Return what is stored of a secret; it is random, so a plain hash can't be guessed back."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


class ApiToken(models.Model):
    """What is known of a token: all but its secret.

    It outlives a new password, as tokens do at the large forges: scripts go on working, and whoever
    fears for a token revokes it. A disabled account has none: they open nothing while it is so.
    prefix: how the secret begins, to recognise it by. scopes: words with spaces between.
    is_limited: whether it is good for ``collections`` alone; apart from them, so that a limit to
    collections that went does not become no limit.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="api_tokens")
    name = models.CharField(max_length=100)
    prefix = models.CharField(max_length=PREFIX_LENGTH, unique=True)
    digest = models.CharField(max_length=64, unique=True)
    scopes = models.CharField(max_length=50)
    is_limited = models.BooleanField(default=False)
    collections = models.ManyToManyField(Collection, blank=True, related_name="api_tokens")
    created = models.DateTimeField()
    expires = models.DateTimeField(null=True)
    last_used = models.DateTimeField(null=True)
    revoked = models.DateTimeField(null=True)

    objects = ApiTokenQuerySet.as_manager()

    class Meta:
        ordering = ("-created", "-id")

    def __str__(self) -> str:
        return f"{self.prefix}…"

    @property
    def state(self) -> str:
        """Return active, expired or revoked."""
        if self.revoked is not None:
            return "revoked"
        has_run_out = self.expires is not None and self.expires <= timezone.now()
        return "expired" if has_run_out else "active"
