"""Create an API token; its secret is returned once and stored nowhere."""

from __future__ import annotations

import datetime
import secrets
from collections.abc import Collection as Many
from typing import Any

from django.db import transaction
from django.utils import timezone

from agents_app import audit, journal
from agents_app.actor import SCOPES, Actor, Scope
from agents_app.errors import BadRequest, Conflict, Forbidden
from agents_app.models import ApiToken, Collection
from agents_app.models.api_token import MARK, PREFIX_LENGTH, digest_of
from agents_app.rights import require_keys_of

MOST_TOKENS = 100  # that are good, for one account
_RANDOM_BYTES = 32


@transaction.atomic
def create_token(
    user: Any,
    *,
    by: Actor,
    name: str,
    scopes: Many[Scope],
    expires: datetime.datetime | None = None,
    collections: Many[Collection] | None = None,
) -> tuple[ApiToken, str]:
    """Return a new token of an account, and its secret.

    collections: the only ones that it is good for; None for all that the account sees.
    Raises BadRequest ``bad_value``; Conflict ``too_many_tokens``; Forbidden where somebody wants
    one for another account, or a token wants one that may do more than it may itself.
    """
    journal.lock()
    require_keys_of(by, user.pk)
    _check(name, scopes, expires)
    _refuse_more_power(by, set(scopes), expires, collections)
    if ApiToken.objects.of_user(user.pk).active().count() >= MOST_TOKENS:
        message = f"The account has {MOST_TOKENS} tokens. Revoke those that nobody uses."
        raise Conflict("too_many_tokens", message)
    secret = MARK + secrets.token_urlsafe(_RANDOM_BYTES)
    token = ApiToken.objects.create(
        user=user,
        name=name.strip(),
        prefix=secret[:PREFIX_LENGTH],
        digest=digest_of(secret),
        scopes=" ".join(scope for scope in SCOPES if scope in scopes),
        is_limited=collections is not None,
        created=timezone.now(),
        expires=expires,
    )
    token.collections.set(collections or ())
    subject = f"{user.get_username()}: {token.prefix}"
    audit.note([audit.Deed("token.created", subject, detail=token.scopes)], actor=by.name)
    return token, secret


def _check(name: str, scopes: Many[Scope], expires: datetime.datetime | None) -> None:
    if not 0 < len(name.strip()) <= 100:
        message = "A token needs a name of at most 100 characters, to know it by."
        raise BadRequest("bad_value", message, field="name")
    for scope in scopes:
        if scope not in SCOPES:
            message = f"There is no scope {scope[:60]!r}. Allowed: {', '.join(SCOPES)}."
            raise BadRequest("unknown_value", message, field="scopes", allowed=SCOPES)
    if not scopes:
        raise BadRequest("bad_value", "A token needs a scope.", field="scopes", allowed=SCOPES)
    if expires is not None and expires <= timezone.now():
        raise BadRequest("bad_value", "'expires' has passed already.", field="expires")


def _refuse_more_power(
    by: Actor,
    scopes: set[Scope],
    expires: datetime.datetime | None,
    collections: Many[Collection] | None,
) -> None:
    """Keep a token from making one that does more, does it elsewhere, or does it for longer."""
    used = ApiToken.objects.filter(prefix=by.token).first() if by.token else None
    ends = used.expires if used else None
    reaches = None if collections is None else {each.pk for each in collections}
    if (
        not scopes <= by.scopes
        or (by.within is not None and (reaches is None or not reaches <= by.within))
        or (ends is not None and (expires is None or expires > ends))
    ):
        message = "A token can't make one that may do more, elsewhere or for longer than itself."
        raise Forbidden("more_than_yours", message)
