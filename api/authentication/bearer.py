"""What both kinds of token share: the header they come in, and how they are refused."""

from __future__ import annotations

from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

CHALLENGE = 'Bearer realm="roster"'
MOST_CHARACTERS = 2_048


class Bearer(BaseAuthentication):
    """Reads ``Authorization: Bearer …``; what stands there is never shown, logged or stored."""

    def authenticate_header(self, request: Request) -> str:
        """Return the challenge of a 401."""
        return CHALLENGE

    def sent(self, request: Request) -> str:
        """Return what was sent, empty for nothing; another scheme is refused, not overlooked.

        Overlooked, a write would fail with less to go by, and a read would show what everybody
        sees while its sender believes to be known.
        """
        header = request.headers.get("Authorization", "")
        if not header:
            return ""
        scheme, _, credentials = header.partition(" ")
        if scheme.lower() != "bearer" or not credentials.strip():
            raise refusal("bad_authorization", "Send the token as 'Authorization: Bearer …'.")
        if len(credentials) > MOST_CHARACTERS or not credentials.isascii():
            raise refusal("bad_token", "This is no token of ours.")
        return credentials.strip()


def refusal(code: str, message: str) -> AuthenticationFailed:
    """Return the refusal of a token; it becomes a 401."""
    return AuthenticationFailed(message, code=code)
