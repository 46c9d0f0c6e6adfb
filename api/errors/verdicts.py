"""What our own refusals mean to a visitor, and under which status."""

from __future__ import annotations

import math

from django.urls import reverse

from agents_app.errors import (
    BadArchive,
    BadRequest,
    Blocked,
    Conflict,
    Forbidden,
    Gone,
    ImportRefused,
    KeyReused,
    Missing,
    PreconditionRequired,
    Refusal,
    Stale,
    StillNamed,
    TooBig,
    TooLarge,
    TooMany,
    Unauthenticated,
)
from api.errors.judgement import CHALLENGE, problem_of
from api.errors.problem import Problem

__all__ = ["problem_of"]

MOST_REFUSED = 100
MOST_NAMERS = 100


@problem_of.register
def _(exc: Refusal) -> Problem:
    place = f"content:{exc.line}:{exc.column or 1}" if exc.line else None
    errors = [{"field": place, "code": exc.code, "message": exc.message}]
    # A definition measures itself, whichever way it came.
    return Problem(413 if exc.code == "too_large" else 422, exc.code, str(exc), errors)


@problem_of.register
def _(exc: BadArchive) -> Problem:
    status = 413 if isinstance(exc, TooBig) else 422
    errors = [{"field": exc.entry, "code": exc.code, "message": exc.message}]
    return Problem(status, exc.code, exc.message, errors)


@problem_of.register
def _(exc: ImportRefused) -> Problem:
    errors = [
        {"field": path, "code": code, "message": message}
        for path, code, message in exc.refused[:MOST_REFUSED]
    ]
    where = reverse("import-detail", kwargs={"id": exc.number})
    return Problem(422, exc.code, exc.message, errors, headers={"Location": where})


@problem_of.register
def _(exc: TooLarge) -> Problem:
    return Problem(413, exc.code, exc.message)


@problem_of.register
def _(exc: KeyReused) -> Problem:
    errors = [{"field": "Idempotency-Key", "code": exc.code, "message": exc.message}]
    return Problem(422, exc.code, exc.message, errors)


@problem_of.register
def _(exc: Blocked) -> Problem:
    errors = [
        {"field": f"content:{each.line}:{each.column}", "code": each.rule, "message": each.message}
        for each in exc.findings
    ]
    return Problem(422, exc.code, exc.message, errors)


@problem_of.register
def _(exc: Missing) -> Problem:
    return Problem(404, exc.code, exc.message, did_you_mean=exc.did_you_mean)


@problem_of.register
def _(exc: Conflict) -> Problem:
    return Problem(409, exc.code, exc.message)


@problem_of.register
def _(exc: StillNamed) -> Problem:
    named_by = [
        {"field": "integrations", "code": "named_by", "message": key}
        for key in exc.namers[:MOST_NAMERS]
    ]
    return Problem(409, exc.code, exc.message, named_by)


@problem_of.register
def _(exc: Unauthenticated) -> Problem:
    return Problem(401, exc.code, exc.message, headers={"WWW-Authenticate": CHALLENGE})


@problem_of.register
def _(exc: Forbidden) -> Problem:
    return Problem(403, exc.code, exc.message)


@problem_of.register
def _(exc: Gone) -> Problem:
    return Problem(410, exc.code, exc.message, allowed=[exc.successor] if exc.successor else [])


@problem_of.register
def _(exc: PreconditionRequired) -> Problem:
    errors = [{"field": "If-Match", "code": exc.code, "message": exc.message}]
    return Problem(428, exc.code, exc.message, errors)


@problem_of.register
def _(exc: Stale) -> Problem:
    errors = [{"field": "If-Match", "code": exc.code, "message": exc.message}]
    headers = {"ETag": exc.tag} if exc.tag else {}
    return Problem(412, exc.code, exc.message, errors, allowed=[*headers.values()], headers=headers)


@problem_of.register
def _(exc: TooMany) -> Problem:
    headers = {"Retry-After": str(max(math.ceil(exc.wait), 1))}
    return Problem(429, exc.code, exc.message, headers=headers)


@problem_of.register
def _(exc: BadRequest) -> Problem:
    errors = [{"field": exc.field, "code": exc.code, "message": exc.message}]
    return Problem(400, exc.code, exc.message, errors, exc.did_you_mean, exc.allowed)
