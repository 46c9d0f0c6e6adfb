"""By a signed token (JWT): for applications in a browser, which keep no long-lived secret.

A token says whose it is and from which sign-in. What that account may do is read from the
database each time, so that a role that goes, an account that is disabled, a new password and a
logout count with the next request.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from rest_framework.request import Request
from rest_framework_simplejwt.exceptions import TokenError
from rest_framework_simplejwt.tokens import AccessToken, RefreshToken, Token

from agents_app.actor import Actor
from agents_app.errors import Unauthenticated
from agents_app.models import SignIn
from api.authentication.bearer import MOST_CHARACTERS, Bearer, refusal

SIGN_IN, TURN = "sign_in", "turn"


class ByBrowserToken(Bearer):
    """``Authorization: Bearer eyJ…``: the account of a sign-in that still holds."""

    def authenticate(self, request: Request) -> tuple[Any, Actor] | None:
        """Return the account and its actor; None where nothing was sent.

        Raises AuthenticationFailed ``bad_token`` or ``session_ended``.
        """
        written = self.sent(request)
        if not written:
            return None
        try:
            with telling_nothing():
                number = _number(AccessToken(written), SIGN_IN)  # type: ignore[arg-type]
        except Unauthenticated as unusable:
            raise refusal(unusable.code, unusable.message) from None
        sign_in = SignIn.objects.open_one(number)
        if sign_in is None:
            raise refusal("session_ended", "This sign-in has ended. Sign in again.")
        return sign_in.user, Actor.of(sign_in.user)


def pair_for(sign_in: SignIn) -> dict[str, Any]:
    """Return both tokens of a sign-in as it is now; the second is good for one renewal."""
    access, refresh = AccessToken(), RefreshToken()
    access["sub"] = str(sign_in.user_id)
    access[SIGN_IN] = refresh[SIGN_IN] = sign_in.pk
    refresh[TURN] = sign_in.turn
    refresh["exp"] = int(sign_in.expires.timestamp())
    seconds = int(access.lifetime.total_seconds()) if access.lifetime else 0
    return {"access": str(access), "refresh": str(refresh), "expires_in": seconds}


def read_refresh(written: str) -> tuple[int, int]:
    """Return the sign-in and the turn that a refresh token is for; raises Unauthenticated."""
    with telling_nothing():
        if len(written) > MOST_CHARACTERS:
            raise ValueError
        token = RefreshToken(written)  # type: ignore[arg-type]
        return _number(token, SIGN_IN), _number(token, TURN)


@contextmanager
def telling_nothing() -> Iterator[None]:
    """Refuse all that is no good token in the same words.

    Readers of such tokens raise more than they say: a header may be nested until it overflows.
    """
    try:
        yield
    except (TokenError, ValueError, TypeError, KeyError, RecursionError):
        raise Unauthenticated("bad_token", "This token is not good, or not any more.") from None


def _number(token: Token, claim: str) -> int:
    value = token[claim]
    if not isinstance(value, int) or isinstance(value, bool) or not 0 < value < 2**31:
        raise ValueError
    return value
