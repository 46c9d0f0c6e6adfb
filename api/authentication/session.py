"""By the session of the admin and the catalogue."""

from __future__ import annotations

from typing import Any

from rest_framework.authentication import SessionAuthentication
from rest_framework.request import Request

from agents_app.actor import Actor


class BySession(SessionAuthentication):
    """The session of the admin and the catalogue; unsafe methods need the CSRF token too."""

    def authenticate(self, request: Request) -> tuple[Any, Actor] | None:
        """Return the account with the actor that it is now; None for nobody."""
        found = super().authenticate(request)
        return (found[0], Actor.of(found[0])) if found else None
