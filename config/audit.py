"""Where each request comes from, said once, so that what it does is noted with it."""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from agents_app import audit
from agents_app.tracing import current_request


class CircumstancesMiddleware:
    """Tells the audit log the visitor's address and the request's id, while the request lasts."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer; it stands behind those who name the request and settle its address."""
        address = request.META.get("REMOTE_ADDR", "")
        with audit.under(audit.Circumstances(address=address, request_id=current_request())):
            return self.get_response(request)
