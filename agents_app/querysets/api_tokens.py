"""Reads of API tokens."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

if TYPE_CHECKING:
    from agents_app.models import ApiToken
else:
    ApiToken = models.Model


class ApiTokenQuerySet(models.QuerySet[ApiToken]):
    """Tokens with whom they stand for."""

    def of_user(self, user: int | None) -> Self:
        """Keep those of an account, revoked and expired ones too."""
        return self.filter(user=user)

    def active(self) -> Self:
        """Keep those that are good for something."""
        return self.filter(Q(expires=None) | Q(expires__gt=timezone.now()), revoked=None)

    def for_listing(self) -> Self:
        """Add what a row shows."""
        return self.prefetch_related("collections")

    def by_digest(self, digest: str) -> ApiToken | None:
        """Return the token with its account; found by hash, so that time tells nothing."""
        return self.select_related("user").filter(digest=digest).first()
