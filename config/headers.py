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
DATA_POLICY = "default-src 'none'; frame-ancestors 'none'"
# Definitions are other people's text: opened as a page, they are of no origin and run nothing.
TEXT_POLICY = f"sandbox; {DATA_POLICY}"

HEADERS = {
    # SecurityMiddleware and its like say some of this too, but not of what is refused before.
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # About embedding without asking, as <img> and <script> do; a page that fetches is judged by
    # CORS and not by this, so open reads stay open.
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), "
    "payment=(), usb=()",
}


class HeadersMiddleware:
    """Give each answer a policy and the headers above, unless its view chose its own."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, with the policy for pages, for data or for texts."""
        response = self.get_response(request)
        kind = response.headers.get("Content-Type", "")
        response.headers.setdefault("Content-Security-Policy", _policy_for(kind))
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response


def _policy_for(kind: str) -> str:
    if kind.startswith("text/html"):
        return PAGE_POLICY
    is_data = not kind or "json" in kind.partition(";")[0]
    return DATA_POLICY if is_data else TEXT_POLICY
