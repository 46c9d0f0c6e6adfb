"""Reads of sign-ins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models

if TYPE_CHECKING:
    from agents_app.models import SignIn
else:
    SignIn = models.Model


class SignInQuerySet(models.QuerySet[SignIn]):
    """What logins began."""

    def open_one(self, number: int) -> SignIn | None:
        """Return a sign-in with its account, where it still holds; in one query."""
        found = self.select_related("user").filter(pk=number).first()
        return found if found is not None and found.is_open else None
