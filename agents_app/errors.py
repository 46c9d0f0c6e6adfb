"""Every way in which the registry says no, each with a public code.

A refusal knows nothing of HTTP: ``api/errors.py`` decides the status, commands print the message.
"""

from __future__ import annotations

from collections.abc import Sequence

from agents_app.archives.refusal import BadArchive, TooBig
from agents_app.definitions.lint import Finding
from agents_app.definitions.refusal import Refusal

__all__ = [
    "BadArchive",
    "BadRequest",
    "Blocked",
    "Conflict",
    "Forbidden",
    "Gone",
    "ImportRefused",
    "KeyReused",
    "Missing",
    "PreconditionRequired",
    "Refusal",
    "Stale",
    "StillNamed",
    "TooBig",
    "TooLarge",
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


class TooLarge(Refusal):
    """More than is taken at once."""

    def __init__(self, message: str, *, code: str = "too_large") -> None:
        super().__init__(code, message)


class Blocked(Refusal):
    """The collection's policy keeps the definition out; ``findings`` say why, by line."""

    def __init__(self, collection: str, findings: Sequence[Finding]) -> None:
        rules = ", ".join(dict.fromkeys(finding.rule for finding in findings))
        super().__init__(
            "blocked_by_policy",
            f"The policy of the collection {collection!r} refuses what lint found: {rules}.",
        )
        self.findings = list(findings)


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


class StillNamed(Conflict):
    """Others name what is to go; ``namers`` are their keys."""

    def __init__(self, name: str, namers: Sequence[str]) -> None:
        super().__init__(
            "still_named",
            f"{len(namers):,} agents name {name!r}; their edges would lead nowhere. "
            "Name a successor to them, or let them dangle with 'leave_dangling=true'.",
        )
        self.namers = list(namers)


class KeyReused(Refusal):
    """An Idempotency-Key that was sent with another request."""

    def __init__(self, key: str) -> None:
        super().__init__(
            "idempotency_key_reused",
            f"The key {key!r} was used for another request. Make a new one for each.",
        )


class PreconditionRequired(Refusal):
    """A change to what exists must say which version of it was seen."""


class Stale(Refusal):
    """What the writer saw is not what is there now; ``tag``, where known, is the one of now."""

    def __init__(self, message: str, *, tag: str = "") -> None:
        super().__init__("stale", message)
        self.tag = tag


class ImportRefused(Refusal):
    """A strict import in which a file was refused, so that none was stored.

    number: of the report, which was. refused: path, code and message of the files to blame.
    """

    def __init__(self, number: int, refused: Sequence[tuple[str, str, str]]) -> None:
        count = len(refused)
        super().__init__(
            "import_refused",
            f"{count} {'files were' if count > 1 else 'file was'} refused, so nothing was stored. "
            f"See the report of import {number}.",
        )
        self.number = number
        self.refused = list(refused)


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
