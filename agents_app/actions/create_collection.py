"""Create a collection."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from agents_app import journal
from agents_app.actor import Actor
from agents_app.errors import BadRequest, Conflict
from agents_app.models import Collection, JournalEntry
from agents_app.rights import require


@transaction.atomic
def create_collection(
    slug: str,
    *,
    by: Actor,
    title: str = "",
    message: str = "",
    **about: Any,
) -> Collection:
    """Create an empty collection, which its maker maintains; the title defaults to the slug.

    about: ``source_url``, ``licence``, ``private`` and the fields of its policy.
    Raises Conflict ``collection_exists`` and BadRequest ``bad_value``.
    """
    journal.lock()
    require(by, "create_collection")
    if Collection.objects.filter(slug=slug).exists():
        raise Conflict("collection_exists", f"There is a collection {slug!r} already.")
    collection = Collection(slug=slug, title=title or slug, **about)
    check_collection(collection)
    collection.save()
    if by.user is not None:
        collection.maintainers.add(by.user)
    created = journal.Change(JournalEntry.Verb.COLLECTION_CREATED, slug)
    journal.record([created], author=by.name, message=message)
    return collection


def check_collection(collection: Collection) -> None:
    """Refuse what the model's fields can't hold, by field."""
    try:
        collection.full_clean(validate_unique=False)
    except ValidationError as error:
        field, messages = next(iter(error.message_dict.items()))
        raise BadRequest("bad_value", " ".join(messages), field=field) from None
