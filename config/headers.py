"""What a browser may do with an answer, said in each answer's headers."""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

# Scripts come from our own files only. Inline styles and blob workers are what ReDoc needs, and
# data images are the icons of Swagger UI and of the browsable API.
PAGE_POLICY = "; ".join(
    (
        "default-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "img-src 'self' data:",
        "object-src 'none'",
        "style-src 'self' 'unsafe-inline'",
        "worker-src 'self' blob:",
    )
)
# Definitions are other people's text: opened as a page, they may load and run nothing.
DATA_POLICY = "default-src 'none'; frame-ancestors 'none'"


class ContentPolicyMiddleware:
    """Give each answer a Content-Security-Policy, unless its view chose one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, with the policy for pages or the one for data."""
        response = self.get_response(request)
        is_page = response.headers.get("Content-Type", "").startswith("text/html")
        policy = PAGE_POLICY if is_page else DATA_POLICY
        response.headers.setdefault("Content-Security-Policy", policy)
        return response
