"""The actor of a request, whichever way it came in."""

from __future__ import annotations

from typing import cast

from rest_framework.request import Request

from agents_app.actor import Actor
from agents_app.registry import Registry


def actor_of(request: Request) -> Actor:
    """Return who asks; the settings make it nobody where nobody has said so."""
    return cast("Actor", request.auth)


def registry_of(request: Request) -> Registry:
    """Return the registry as who asks sees it: where every read of the API begins."""
    return Registry(actor_of(request))
