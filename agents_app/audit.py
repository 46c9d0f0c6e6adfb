"""The audit log's pen, beside the journal's: one row per deed, in the deed's own transaction.

What surrounds a deed (the address, the request, the token) is the same for all that a request
does, so whoever serves it says it once, by ``under`` and ``amend``; a command has none of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace

from django.db import models
from django.utils import timezone
from django.utils.crypto import salted_hmac

from agents_app.models import AuditEntry

DONE = AuditEntry.Outcome.DONE
REFUSED = AuditEntry.Outcome.REFUSED
_SALT = "roster.audit"
_ORIGIN_LENGTH = 16


@dataclass(frozen=True, slots=True)
class Circumstances:
    """Where a deed comes from; ``address`` as the server knows it, ``token`` a prefix."""

    address: str = ""
    request_id: str = ""
    token: str = ""

    @property
    def origin(self) -> str:
        """Return the address as the log keeps it: comparable, and not to be read back."""
        if not self.address:
            return ""
        return salted_hmac(_SALT, self.address, algorithm="sha256").hexdigest()[:_ORIGIN_LENGTH]


_LENGTHS = {
    field.name: field.max_length
    for field in AuditEntry._meta.fields
    if isinstance(field, models.CharField)
}
_NONE = Circumstances()
_here: ContextVar[Circumstances] = ContextVar("circumstances", default=_NONE)


@dataclass(frozen=True, slots=True)
class Deed:
    """What was done or refused to whom; see ``AuditEntry`` for what the words mean."""

    verb: str
    subject: str = ""
    outcome: AuditEntry.Outcome = DONE
    detail: str = ""


@contextmanager
def under(circumstances: Circumstances) -> Iterator[None]:
    """Note everything inside the block as done under these circumstances."""
    before = _here.set(circumstances)
    try:
        yield
    finally:
        _here.reset(before)


def amend(*, address: str = "", request_id: str = "", token: str = "") -> None:
    """Add what came to light later to the circumstances of now."""
    later = {"address": address, "request_id": request_id, "token": token}
    _here.set(replace(_here.get(), **{name: fact for name, fact in later.items() if fact}))


def circumstances() -> Circumstances:
    """Return what surrounds the deeds of now."""
    return _here.get()


def note(deeds: Sequence[Deed], *, actor: str = "") -> None:
    """Append one row per deed, in order; what is too long is cut, so that a note never fails."""
    here, at = _here.get(), timezone.now()
    AuditEntry.objects.bulk_create(
        AuditEntry(
            at=at,
            deed=_fitting(deed.verb, "deed"),
            subject=_fitting(deed.subject, "subject"),
            actor=_fitting(actor, "actor"),
            outcome=deed.outcome,
            detail=_fitting(deed.detail, "detail"),
            token=here.token,
            request_id=_fitting(here.request_id, "request_id"),
            origin=here.origin,
        )
        for deed in deeds
    )


def _fitting(text: str, column: str) -> str:
    """Return the text as a column can hold it."""
    plain = text.replace("\0", "\ufffd").encode("utf-8", "replace").decode()
    return plain[: _LENGTHS[column]]
