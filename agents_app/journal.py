"""The journal's pen: every action writes here, in its own transaction, one row per change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from agents_app import audit
from agents_app.errors import Stale
from agents_app.models import JournalEntry, JournalHead
from agents_app.querysets.journal import JournalQuerySet


@dataclass(frozen=True, slots=True)
class Change:
    """What happened to one subject; ``key`` is empty where it is a collection."""

    verb: JournalEntry.Verb
    collection: str
    key: str = ""
    revision: int | None = None
    digest: str = ""


def current_serial() -> int:
    """Return the version of the whole registry; read it before the data that it tags."""
    return JournalHead.objects.values_list("serial", flat=True).first() or 0


def lock() -> JournalHead:
    """Take the writers' lock; it is held until the transaction ends.

    Serials are handed out under it, so their order is the order of commits and a rolled-back
    change leaves no gap. (On SQLite the immediate transaction is the lock already.)
    """
    head, _ = JournalHead.objects.select_for_update().get_or_create(id=1)
    return head


def refuse_stale(key: str, since: int | None) -> None:
    """Refuse a change to an agent that has changed after a serial; None takes any state.

    Call it under the lock. A serial that was never given out is refused too: it was seen in a
    registry that had more history than this one. Raises Stale.
    """
    _refuse_later(JournalEntry.objects.about(key), key, since)


def refuse_described(slug: str, since: int | None) -> None:
    """Refuse the same for a collection; what happens to its agents makes nobody late."""
    _refuse_later(JournalEntry.objects.about("").in_collection(slug), slug, since)


def _refuse_later(entries: JournalQuerySet, subject: str, since: int | None) -> None:
    if since is None:
        return
    if since > current_serial() or entries.after(since).exists():
        raise Stale(f"{subject!r} has changed since you read it. Read it again, then decide.")


def record(changes: Sequence[Change], *, author: str = "", message: str = "") -> None:
    """Append one row per change, in order, and as many to the audit log."""
    head, at = lock(), timezone.now()
    JournalEntry.objects.bulk_create(
        JournalEntry(
            serial=serial,
            at=at,
            verb=change.verb,
            collection=change.collection,
            key=change.key,
            revision=change.revision,
            digest=change.digest,
            author=author,
            message=message,
        )
        for serial, change in enumerate(changes, head.serial + 1)
    )
    head.serial += len(changes)
    head.save(update_fields=["serial"])
    deeds = [audit.Deed(change.verb, change.key or change.collection) for change in changes]
    audit.note(deeds, actor=author)
