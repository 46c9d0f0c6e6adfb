"""What a request may weigh, looked at before anything of it is read.

Views bound what they read more narrowly; here stands what no request ever needs.
"""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from api.errors import Problem, answer_with

METHODS = ("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE")
LONGEST_PATH = 4 * 1024
LONGEST_QUERY = 8 * 1024
MOST_PARAMETERS = 100
LONGEST_HEADER = 8 * 1024
MOST_OF_HEADERS = 32 * 1024
MEBIBYTE = 1024 * 1024
# A definition is at most 1 MiB and JSON around it may need half as much again; an archive is at
# most 10 MiB, and parts of a form have heads.
LARGEST_BODIES = (("/api/imports/", 11 * MEBIBYTE), ("/", 2 * MEBIBYTE))
UTF_8 = ("utf-8", "utf8")


class LimitsMiddleware:
    """Refuses requests that are too large, or written in what nobody here reads."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, or say which limit was passed."""
        problem = head_problem(request) or body_problem(request)
        return answer_with(request, problem) if problem else self.get_response(request)


def head_problem(request: HttpRequest) -> Problem | None:
    """Return what is wrong with the method, the address or the headers."""
    if request.method not in METHODS:
        detail = f"There is no such method here. Allowed: {', '.join(METHODS)}."
        headers = {"Allow": ", ".join(METHODS)}
        return Problem(405, "method_not_allowed", detail, allowed=METHODS, headers=headers)
    query = request.META.get("QUERY_STRING", "")
    if len(query) > LONGEST_QUERY or len(request.path.encode()) > LONGEST_PATH:
        detail = f"A path has at most {LONGEST_PATH:,} bytes, a query {LONGEST_QUERY:,}."
        return Problem(414, "address_too_long", detail)
    if query.count("&") >= MOST_PARAMETERS:
        detail = f"A query has at most {MOST_PARAMETERS} parameters."
        return Problem(400, "too_many_parameters", detail)
    sizes = [len(name) + len(value) for name, value in request.headers.items()]
    if max(sizes, default=0) > LONGEST_HEADER or sum(sizes) > MOST_OF_HEADERS:
        detail = f"A header has at most {LONGEST_HEADER:,} bytes, all of them {MOST_OF_HEADERS:,}."
        return Problem(431, "headers_too_large", detail)
    return None


def largest_body(path: str) -> int:
    """Return how many bytes may be sent to an address."""
    return next((most for start, most in LARGEST_BODIES if path.startswith(start)), 0)


def body_problem(request: HttpRequest) -> Problem | None:
    """Return what is wrong with the body, by what the headers say of it."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not (length.isascii() and length.isdigit()):
        return Problem(400, "bad_length", "Content-Length is no whole number.")
    if request.headers.get("Transfer-Encoding") and not int(length[:20]):
        # The gateway hands on no body of unknown length: it would be taken for an empty one.
        return Problem(411, "length_required", "Say the body's length: send Content-Length.")
    most = largest_body(request.path_info)
    if int(length[:20]) > most:
        detail = f"A body sent to this address has at most {most:,} bytes."
        return Problem(413, "body_too_large", detail)
    if int(length[:20]) and request.headers.get("Content-Encoding", "identity") != "identity":
        detail = "A body is read as it comes: send it without Content-Encoding."
        return Problem(415, "unsupported_encoding", detail, headers={"Accept-Encoding": "identity"})
    charset = (request.content_params or {}).get("charset", "utf-8").lower()
    if int(length[:20]) and charset not in UTF_8:
        return Problem(415, "unsupported_charset", "Text is read as UTF-8 only.", allowed=["utf-8"])
    return None
