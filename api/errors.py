"""Every way of saying no, as ``application/problem+json`` (RFC 9457); the status is decided here.

Whatever is not named here is our own mistake: it is raised again, logged, and becomes a 500.
"""

from __future__ import annotations

import logging
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import singledispatch
from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import DataError, InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from rest_framework.exceptions import APIException, NotAcceptable, Throttled, ValidationError
from rest_framework.renderers import BrowsableAPIRenderer, JSONRenderer
from rest_framework.response import Response

from agents_app.errors import BadRequest, Conflict, Missing, Refusal

logger = logging.getLogger(__name__)

MEDIA_TYPE = "application/problem+json"
_API = "/api/"
# What an OperationalError says when waiting helps. The others ("no such table") are our mistakes.
_PASSING = (
    "busy connection disconnect disk full locked lock shutting starting terminat timeout unable"
).split()


@dataclass(frozen=True)
class Problem:
    """What went wrong, for a program: ``allowed`` and ``did_you_mean`` are what to try instead."""

    status: int
    code: str
    detail: str
    errors: Sequence[Mapping[str, str | None]] = ()
    did_you_mean: Sequence[str] = ()
    allowed: Sequence[str] = ()
    headers: Mapping[str, str] = field(default_factory=dict)

    def body(self) -> dict[str, Any]:
        """Return the members; ``about:blank`` says that the title is HTTP's own phrase."""
        return {
            "type": "about:blank",
            "title": HTTPStatus(self.status).phrase,
            "status": self.status,
            "code": self.code,
            "detail": self.detail,
            "errors": list(self.errors),
            "did_you_mean": list(self.did_you_mean),
            "allowed": list(self.allowed),
        }


class ProblemRenderer(JSONRenderer):
    """JSON under the media type of problems, for whoever did not ask for a page."""

    media_type = MEDIA_TYPE
    format = "problem"


def problem_response(exc: Exception, context: dict[str, Any]) -> Response | None:
    """Answer an exception of a view; None where it is our own mistake, so that it is logged."""
    problem = problem_of(exc)
    if problem is None:
        return None
    request = context["request"]
    if not isinstance(getattr(request, "accepted_renderer", None), BrowsableAPIRenderer):
        # A 406 can't be told in a face that was refused, nor any problem in Markdown.
        request.accepted_renderer, request.accepted_media_type = ProblemRenderer(), MEDIA_TYPE
    headers = {"Cache-Control": "no-store", **problem.headers}
    return Response(problem.body(), status=problem.status, headers=headers)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer for Django what it refused before any view was chosen."""
    return _answer(request, Problem(400, "bad_request", "The request could not be understood."))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer an address that nothing stands at."""
    detail = f"Nothing stands at {request.path}. {_API} lists what there is."
    return _answer(request, Problem(404, "not_found", detail))


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer after a mistake of our own; the log knows more than the visitor should."""
    detail = "Roster made a mistake. It has been logged; trying again may not help."
    return _answer(request, Problem(500, "server_error", detail))


def _answer(request: HttpRequest, problem: Problem) -> HttpResponse:
    if request.path_info.startswith(_API):
        return JsonResponse(
            problem.body(),
            status=problem.status,
            content_type=MEDIA_TYPE,
            headers={"Cache-Control": "no-store"},
        )
    title = f"{problem.status} {HTTPStatus(problem.status).phrase}"
    page = f'<!doctype html><html lang="en"><title>{title}</title><h1>{title}</h1></html>'
    return HttpResponse(page, status=problem.status)


@singledispatch
def problem_of(exc: Exception) -> Problem | None:
    """Return what a visitor is told of an exception, None for our own mistakes."""
    return None


@problem_of.register
def _(exc: Refusal) -> Problem:
    return Problem(422, exc.code, str(exc))


@problem_of.register
def _(exc: Missing) -> Problem:
    return Problem(404, exc.code, exc.message, did_you_mean=exc.did_you_mean)


@problem_of.register
def _(exc: Conflict) -> Problem:
    return Problem(409, exc.code, exc.message)


@problem_of.register
def _(exc: BadRequest) -> Problem:
    errors = [{"field": exc.field, "code": exc.code, "message": exc.message}]
    return Problem(400, exc.code, exc.message, errors, exc.did_you_mean, exc.allowed)


@problem_of.register
def _(exc: Http404) -> Problem:
    return Problem(404, "not_found", "There is no such thing here.")


@problem_of.register
def _(exc: SuspiciousOperation) -> Problem:
    return Problem(400, "bad_request", "The request could not be understood.")


@problem_of.register
def _(exc: PermissionDenied) -> Problem:
    return Problem(403, "permission_denied", "You may not do this.")


@problem_of.register
def _(exc: APIException) -> Problem:
    headers = {"WWW-Authenticate": challenge} if (challenge := _challenge(exc)) else {}
    return Problem(exc.status_code, exc.default_code, str(exc.detail), headers=headers)


@problem_of.register
def _(exc: Throttled) -> Problem:
    wait: float | None = getattr(exc, "wait", None)
    headers = {"Retry-After": str(math.ceil(wait))} if wait else {}
    return Problem(429, exc.default_code, str(exc.detail), headers=headers)


@problem_of.register
def _(exc: NotAcceptable) -> Problem:
    faces = exc.available_renderers or ()
    there = [face.media_type for face in faces]
    formats = ", ".join(f"?format={face.format}" for face in faces)
    detail = f"This address has no such face. Ask by Accept or by {formats}."
    return Problem(406, exc.default_code, detail, allowed=there)


@problem_of.register
def _(exc: ValidationError) -> Problem:
    errors = list(_flattened(exc.detail))
    return Problem(exc.status_code, "invalid", "Some values can't be taken.", errors)


@problem_of.register(OperationalError)
@problem_of.register(InterfaceError)
def _(exc: Exception) -> Problem | None:
    words = str(exc).lower()
    if isinstance(exc, OperationalError) and not any(word in words for word in _PASSING):
        return None
    logger.warning("The database could not answer: %s", exc)
    detail = "The database is busy or away for a moment. Try again."
    return Problem(503, "try_again", detail, headers={"Retry-After": "1"})


@problem_of.register(DataError)
@problem_of.register(OverflowError)
@problem_of.register(RecursionError)
@problem_of.register(UnicodeError)
def _(exc: Exception) -> Problem:
    # Nobody should come this far with such a value: a check above is missing, so it is logged.
    logger.warning("A value passed every check and failed below", exc_info=exc)
    return Problem(400, "unusable_value", "A value is too large, too deep or no text.")


def _challenge(exc: APIException) -> str:
    return str(getattr(exc, "auth_header", ""))


def _flattened(detail: Any, name: str | None = None) -> Iterator[dict[str, str | None]]:
    """Make one error per leaf; a nested field is named by its path, with dots."""
    if isinstance(detail, Mapping):
        for key, inner in detail.items():
            yield from _flattened(inner, f"{name}.{key}" if name else str(key))
    elif isinstance(detail, list):
        for inner in detail:
            yield from _flattened(inner, name)
    else:
        yield {"field": name, "code": getattr(detail, "code", "invalid"), "message": str(detail)}
