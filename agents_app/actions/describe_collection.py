"""Describe a collection: its title, its source, its licence, and whose it is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from agents_app import journal
from agents_app.actions.create_collection import check_collection
from agents_app.actor import Actor
from agents_app.models import Collection, JournalEntry
from agents_app.rights import require


@transaction.atomic
def describe_collection(
    collection: Collection,
    *,
    by: Actor,
    maintainers: Iterable[Any] | None = None,
    members: Iterable[Any] | None = None,
    **description: Any,
) -> Collection:
    """Set ``title``, ``source_url``, ``licence`` or ``private``; what is not named stays.

    maintainers, members: all the accounts that are to be it, None to leave them. A journal entry
    tells of them too: what somebody may see is another answer from then on.
    Raises BadRequest ``bad_value``.
    """
    journal.lock()
    require(by, "curate", collection)
    changed = [name for name, value in description.items() if getattr(collection, name) != value]
    if changed:
        for name in changed:
            setattr(collection, name, description[name])
        check_collection(collection)
        collection.save(update_fields=changed)
    people = {"maintainers": maintainers, "members": members}
    changed += [name for name, them in people.items() if _settle(collection, name, them)]
    if changed:
        described = journal.Change(JournalEntry.Verb.COLLECTION_DESCRIBED, collection.slug)
        journal.record([described], author=by.name, message=f"Changed: {', '.join(changed)}.")
    return collection


def _settle(collection: Collection, name: str, accounts: Iterable[Any] | None) -> bool:
    """Make these accounts, and no others, what the name says; return whether that is new."""
    if accounts is None:
        return False
    relation, wanted = getattr(collection, name), {each.pk for each in accounts}
    if wanted == set(relation.values_list("pk", flat=True)):
        return False
    relation.set(wanted)
    return True
