"""By an API token: for scripts, orchestrators and whatever runs unattended."""

from __future__ import annotations

from typing import Any, cast

from rest_framework.request import Request

from agents_app import audit
from agents_app.actions.note_use import note_use
from agents_app.actor import Actor, Scope
from agents_app.models import ApiToken
from agents_app.models.api_token import MARK, digest_of
from api.authentication.bearer import Bearer, refusal


class ByToken(Bearer):
    """``Authorization: Bearer roster_…``: the account, with the scopes and limits of the token."""

    def authenticate(self, request: Request) -> tuple[Any, Actor] | None:
        """Return the account and its actor; None for whoever sends something else.

        Raises AuthenticationFailed ``unknown_token``, ``revoked_token``, ``expired_token`` or
        ``disabled_account``; who has no secret of ours learns nothing but the first.
        """
        secret = self.sent(request)
        if not secret.startswith(MARK):
            return None
        token = ApiToken.objects.by_digest(digest_of(secret))
        if token is None:
            raise refusal("unknown_token", "There is no such token.")
        if token.state != "active":
            raise refusal(f"{token.state}_token", f"This token has been {token.state}.")
        if not token.user.is_active:
            raise refusal("disabled_account", "The account of this token is disabled.")
        note_use(token)
        audit.amend(token=token.prefix)
        limit = token.collections.values_list("pk", flat=True) if token.is_limited else None
        actor = Actor.of(
            token.user,
            scopes=frozenset(cast("list[Scope]", token.scopes.split())),
            within=None if limit is None else frozenset(limit),
            token=token.prefix,
        )
        return token.user, actor
