"""Whether somebody may ask at all; what they may do to what is decided in ``rights``."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from agents_app.errors import Unauthenticated
from agents_app.rights import require
from api.authentication import actor_of


class MayAsk(BasePermission):
    """Everybody may, unless the registry is closed to those who have not said who they are."""

    def has_permission(self, request: Request, view: Any) -> bool:
        """Refuse with 401 rather than 403: there is something to be done about it."""
        if actor_of(request).user is None and not settings.PUBLIC_READS:
            raise Unauthenticated
        return True


class MayAdminister(BasePermission):
    """Admins may, by a session or by a token that has the scope for it."""

    def has_permission(self, request: Request, view: Any) -> bool:
        """Refuse everybody else before anything is read."""
        require(actor_of(request), "administer")
        return True
