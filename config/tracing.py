"""The outermost layer: every request gets an id, every answer bears it, and one line is logged."""

import logging
from collections.abc import Callable
from time import perf_counter
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.functional import SimpleLazyObject

from agents_app.tracing import begin

HEADER = "X-Request-ID"

logger = logging.getLogger("roster.access")


class TracingMiddleware:
    """Names the request, and says afterwards what was asked, by whom, and what came of it.

    The query is left out of the line: it may be long, and people put secrets there.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, under one id."""
        started = perf_counter()
        request_id = begin(request.headers.get(HEADER, ""))
        response = self.get_response(request)
        response.headers[HEADER] = request_id
        say(
            request.method or "",
            request.path,
            response.status_code,
            since=started,
            address=request.META.get("REMOTE_ADDR", ""),
            user=_account_of(request),
        )
        return response


def say(
    method: str, path: str, status: int, *, since: float, address: str, user: Any = None
) -> None:
    """Log one answer; ``since``: when its request came in, by ``perf_counter``."""
    if not logger.isEnabledFor(logging.INFO):
        return
    facts = {
        "method": method,
        "path": path,
        "status": status,
        "ms": round(1000 * (perf_counter() - since), 1),
        "address": address,
        "user": user,
    }
    logger.info("answered", extra=facts)


def _account_of(request: HttpRequest) -> Any:
    """Return the id of who asked, None for nobody; never look for what the answer did not need.

    A session is read when somebody asks for its user, and then remembered beside it.
    """
    user: Any = request.__dict__.get("user")
    if isinstance(user, SimpleLazyObject):
        user = getattr(request, "_cached_user", None)
    return getattr(user, "pk", None)
