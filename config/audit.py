"""Where each request comes from, said once, so that what it does is noted with it."""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from agents_app import audit


class CircumstancesMiddleware:
    """Tells the audit log the address of the visitor for as long as the request takes."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer; the id of the request is added by whoever gives it one."""
        address = request.META.get("REMOTE_ADDR", "")
        with audit.under(audit.Circumstances(address=address)):
            return self.get_response(request)
