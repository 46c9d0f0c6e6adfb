"""Which exception means what to a visitor, and under which status.

Whatever is not named here is our own mistake: it is raised again, logged, and becomes a 500.
"""

from __future__ import annotations

import logging
import math
from collections.abc import Iterator, Mapping
from functools import singledispatch
from typing import Any

from django.core.exceptions import (
    PermissionDenied,
    RequestDataTooBig,
    SuspiciousOperation,
    TooManyFilesSent,
)
from django.db import DataError, InterfaceError, OperationalError
from django.http import Http404
from django.http.multipartparser import MultiPartParserError
from rest_framework.exceptions import (
    APIException,
    AuthenticationFailed,
    NotAcceptable,
    Throttled,
    ValidationError,
)

from api.errors.problem import Problem

logger = logging.getLogger(__name__)

CHALLENGE = 'Bearer realm="roster"'
# What an OperationalError says when waiting helps. The others ("no such table") are our mistakes.
_PASSING = (
    "busy connection disk full lock serializ shutting starting terminat timeout unable"
).split()


@singledispatch
def problem_of(exc: Exception) -> Problem | None:
    """Return what a visitor is told of an exception, None for our own mistakes."""
    return None


@problem_of.register
def _(exc: Http404) -> Problem:
    return Problem(404, "not_found", "There is no such thing here.")


@problem_of.register
def _(exc: SuspiciousOperation) -> Problem:
    return Problem(400, "bad_request", "The request could not be understood.")


@problem_of.register(RequestDataTooBig)
@problem_of.register(TooManyFilesSent)
def _(exc: SuspiciousOperation) -> Problem:
    return Problem(413, "too_many_parts", "The form has more parts than are taken at once.")


@problem_of.register
def _(exc: MultiPartParserError) -> Problem:
    return Problem(400, "bad_form", "The body is no form, or a damaged one.")


@problem_of.register
def _(exc: PermissionDenied) -> Problem:
    return Problem(403, "permission_denied", "You may not do this.")


@problem_of.register
def _(exc: APIException) -> Problem:
    headers = {"WWW-Authenticate": challenge} if (challenge := _challenge(exc)) else {}
    return Problem(exc.status_code, exc.default_code, str(exc.detail), headers=headers)


@problem_of.register
def _(exc: AuthenticationFailed) -> Problem:
    headers = {"WWW-Authenticate": f'{CHALLENGE}, error="invalid_token"'}
    return Problem(401, str(exc.get_codes()), str(exc.detail), headers=headers)


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
