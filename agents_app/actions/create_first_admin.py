"""Create the first admin: by a link that is printed at the start, never by a default password."""

from __future__ import annotations

import secrets
from typing import Any

from django.contrib.auth import get_user_model
from django.core.signing import BadSignature, TimestampSigner
from django.db import transaction
from django.db.models import Q

from agents_app import audit, journal
from agents_app.errors import Missing

LASTS = 3_600  # seconds
_SIGNER = TimestampSigner(salt="roster.first_admin")


def needs_admin() -> bool:
    """Return whether nobody, active or not, is an admin yet."""
    admins = Q(is_superuser=True) | Q(groups__name="admin")
    return not get_user_model().objects.filter(admins).exists()


def invite() -> str:
    """Return an invitation; it is good for an hour, and until somebody is an admin."""
    return _SIGNER.sign(secrets.token_urlsafe(16))


def check_invitation(invitation: str) -> None:
    """Raise Missing unless an invitation is ours, recent, and still needed."""
    try:
        _SIGNER.unsign(invitation, max_age=LASTS)
    except BadSignature:
        raise Missing("invitation", "that is still good") from None
    if not needs_admin():
        raise Missing("invitation", "that is still good")


@transaction.atomic
def create_first_admin(invitation: str, name: str, password: str) -> Any:
    """Return the new account; of several who come with one invitation, the first gets it."""
    journal.lock()
    check_invitation(invitation)
    user = get_user_model().objects.create_superuser(name, password=password)
    audit.note([audit.Deed("account.created", name, detail="the first admin")], actor=name)
    return user
