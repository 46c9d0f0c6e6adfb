"""A sign-in: what one login began, and each refresh carries on, until it ends."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from agents_app.querysets.sign_ins import SignInQuerySet


class SignIn(models.Model):
    """The family of all tokens that come from one login.

    turn: the number of the one refresh token that is good now. password: a keyed hash of the
    password's hash, so that a new password ends what the old one began.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="sign_ins")
    turn = models.PositiveIntegerField(default=1)
    password = models.CharField(max_length=128)
    created = models.DateTimeField()
    expires = models.DateTimeField(db_index=True)
    ended = models.DateTimeField(null=True)

    objects = SignInQuerySet.as_manager()

    class Meta:
        ordering = ("-created", "-id")

    def __str__(self) -> str:
        return f"sign-in {self.pk}"

    @property
    def is_open(self) -> bool:
        """Return whether its tokens are good for anything now; ``user`` must be loaded."""
        return (
            self.ended is None
            and self.expires > timezone.now()
            and self.user.is_active
            and self.password == self.user.get_session_auth_hash()
        )
