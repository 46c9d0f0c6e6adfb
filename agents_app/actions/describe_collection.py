"""Describe a collection: its title, its source, its licence."""

from __future__ import annotations

from django.db import transaction

from agents_app import journal
from agents_app.actions.create_collection import check_collection
from agents_app.models import Collection, JournalEntry


@transaction.atomic
def describe_collection(
    collection: Collection, *, author: str = "", **description: str
) -> Collection:
    """Set ``title``, ``source_url`` or ``licence``; those not named and those equal stay.

    Raises BadRequest ``bad_value``.
    """
    journal.lock()
    changed = [name for name, value in description.items() if getattr(collection, name) != value]
    if changed:
        for name in changed:
            setattr(collection, name, description[name])
        check_collection(collection)
        collection.save(update_fields=changed)
        described = journal.Change(JournalEntry.Verb.COLLECTION_DESCRIBED, collection.slug)
        journal.record([described], author=author)
    return collection
