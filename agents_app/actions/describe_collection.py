"""Describe a collection: its title, its source, its licence."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from agents_app import journal
from agents_app.actions.create_collection import check_collection
from agents_app.actor import Actor
from agents_app.models import Collection, JournalEntry
from agents_app.rights import require


@transaction.atomic
def describe_collection(collection: Collection, *, by: Actor, **description: Any) -> Collection:
    """Set ``title``, ``source_url``, ``licence`` or ``private``; what is not named stays.

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
        described = journal.Change(JournalEntry.Verb.COLLECTION_DESCRIBED, collection.slug)
        journal.record([described], author=by.name)
    return collection
