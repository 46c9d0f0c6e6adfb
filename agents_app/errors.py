"""Every way in which the registry says no, each with a public code.

A refusal knows nothing of HTTP: ``api/errors.py`` decides the status, commands print the message.
"""

from __future__ import annotations

from collections.abc import Sequence

from agents_app.definitions.refusal import Refusal

__all__ = ["BadRequest", "Conflict", "Missing", "Refusal"]


class Missing(Refusal):
    """What was asked for is not here, or not for this reader: the two must look the same."""

    def __init__(self, kind: str, name: str, near: Sequence[str] = ()) -> None:
        super().__init__("not_found", f"There is no {kind} {name!r}.")
        self.did_you_mean = list(near)


class Conflict(Refusal):
    """The change does not fit what is there: a name taken, a retired key."""


class BadRequest(Refusal):
    """A parameter that nobody knows, or a value that it can't have."""

    def __init__(
        self,
        code: str,
        message: str,
        *,
        field: str,
        near: Sequence[str] = (),
        allowed: Sequence[str] = (),
    ) -> None:
        super().__init__(code, message)
        self.field = field
        self.did_you_mean = list(near)
        self.allowed = list(allowed)
