"""Who asks: each way of saying so ends in an Actor."""

from __future__ import annotations

from typing import Any, cast

from rest_framework.authentication import SessionAuthentication
from rest_framework.request import Request

from agents_app.actor import Actor
from agents_app.registry import Registry


class BySession(SessionAuthentication):
    """The session of the admin and the catalogue; unsafe methods need the CSRF token too."""

    def authenticate(self, request: Request) -> tuple[Any, Actor] | None:
        """Return the account with the actor that it is now; None for nobody."""
        found = super().authenticate(request)
        return (found[0], Actor.of(found[0])) if found else None


def actor_of(request: Request) -> Actor:
    """Return who asks; the settings make it nobody where nobody has said so."""
    return cast("Actor", request.auth)


def registry_of(request: Request) -> Registry:
    """Return the registry as who asks sees it: where every read of the API begins."""
    return Registry(actor_of(request))
