"""A problem by RFC 9457: what went wrong, for a program and for a person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from agents_app.redaction import redacted
from agents_app.tracing import current_request

MEDIA_TYPE = "application/problem+json"


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
        """Return the members; ``about:blank`` says that the title is HTTP's own phrase.

        What was sent is told back in part; a secret that was sent by mistake is not.
        """
        return {
            "type": "about:blank",
            "title": HTTPStatus(self.status).phrase,
            "status": self.status,
            "code": self.code,
            "detail": redacted(self.detail),
            "errors": [_without_secrets(error) for error in self.errors],
            "did_you_mean": list(self.did_you_mean),
            "allowed": list(self.allowed),
            "request_id": current_request(),
        }


def _without_secrets(error: Mapping[str, str | None]) -> dict[str, str | None]:
    return {name: value and redacted(value) for name, value in error.items()}
