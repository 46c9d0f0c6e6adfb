"""Every way in which the registry says no, each with a public code.

A refusal knows nothing of HTTP: ``api/errors.py`` decides the status, commands print the message.
"""

from __future__ import annotations

from collections.abc import Sequence

from agents_app.definitions.refusal import Refusal

__all__ = [
    "BadRequest",
    "Conflict",
    "Forbidden",
    "Gone",
    "Missing",
    "PreconditionRequired",
    "Refusal",
    "Stale",
    "TooMany",
    "Unauthenticated",
]


class Missing(Refusal):
    """What was asked for is not here, or not for this reader: the two must look the same."""

    def __init__(self, kind: str, name: str, near: Sequence[str] = ()) -> None:
        super().__init__("not_found", f"There is no {kind} {name!r}.")
        self.did_you_mean = list(near)


class Conflict(Refusal):
    """The change does not fit what is there: a name taken, a retired key."""


class Unauthenticated(Refusal):
    """Nobody has said who they are, and this is not for everybody."""

    def __init__(
        self, code: str = "not_authenticated", message: str = "Say who you are: send a token."
    ) -> None:
        super().__init__(code, message)


class Forbidden(Refusal):
    """It is there, and who asks may not do this to it."""


class Gone(Refusal):
    """It was here and was retired; its history stays."""

    def __init__(self, kind: str, name: str, *, successor: str | None = None) -> None:
        instead = f" Use {successor!r}." if successor else " Its revisions can still be read."
        super().__init__("retired", f"The {kind} {name!r} was retired.{instead}")
        self.successor = successor


class PreconditionRequired(Refusal):
    """A change to what exists must say which version of it was seen."""


class Stale(Refusal):
    """What the writer saw is not what is there now; ``tag`` is the one of now."""

    def __init__(self, message: str, *, tag: str) -> None:
        super().__init__("stale", message)
        self.tag = tag


class TooMany(Refusal):
    """So much in so little time; ``wait`` is how many seconds make it possible again."""

    def __init__(self, code: str, message: str, *, wait: float) -> None:
        super().__init__(code, message)
        self.wait = wait


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
