"""Begin a sign-in: what a login gives is good until it ends, and is renewed turn by turn."""

from __future__ import annotations

import datetime
from typing import Any

from django.utils import timezone

from agents_app.models import SignIn

LASTS = datetime.timedelta(days=14)


def begin_sign_in(user: Any) -> SignIn:
    """Return a new sign-in of an account whose password was verified."""
    now = timezone.now()
    SignIn.objects.filter(user=user, expires__lte=now - LASTS).delete()
    return SignIn.objects.create(
        user=user, password=user.get_session_auth_hash(), created=now, expires=now + LASTS
    )
