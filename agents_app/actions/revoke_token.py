"""Revoke an API token: from now on it is good for nothing."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from agents_app import audit
from agents_app.actor import Actor
from agents_app.models import ApiToken
from agents_app.rights import require_keys_of


@transaction.atomic
def revoke_token(token: ApiToken, *, by: Actor) -> None:
    """Revoke a token; one that was revoked already stays as it was. A token may revoke itself."""
    if by.token != token.prefix:
        require_keys_of(by, token.user_id)
    still_good = ApiToken.objects.filter(pk=token.pk, revoked=None)
    if still_good.update(revoked=timezone.now()):
        subject = f"{token.user.get_username()}: {token.prefix}"
        audit.note([audit.Deed("token.revoked", subject)], actor=by.name)
