"""Describe a collection: its title, its source, its licence, and whose it is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction

from agents_app import journal
from agents_app.actions.create_collection import check_collection
from agents_app.actor import Actor
from agents_app.errors import BadRequest
from agents_app.models import Collection, JournalEntry
from agents_app.rights import require


@transaction.atomic
def describe_collection(
    collection: Collection,
    *,
    by: Actor,
    maintainers: Iterable[Any] | None = None,
    members: Iterable[Any] | None = None,
    message: str = "",
    since: int | None = None,
    **description: Any,
) -> Collection:
    """Set ``title``, ``source_url``, ``licence``, ``private`` or the policy; the rest stays.

    maintainers, members: all the accounts that are to be it, None to leave them. A journal entry
    tells of them too: what somebody may see is another answer from then on.
    since: the serial at which the collection was read. Raises Stale where it was described anew
    since then, BadRequest ``bad_value``.
    """
    journal.lock()
    collection.refresh_from_db()
    require(by, "curate", collection)
    journal.refuse_described(collection.slug, since)
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
        what = f"Changed: {', '.join(changed)}. {message}".rstrip()
        journal.record([described], author=by.name, message=what)
    return collection


def accounts_named(names: Iterable[str], *, field: str) -> list[Any]:
    """Return the accounts of these names; raises BadRequest ``unknown_value`` for ``field``.

    Nobody is shown near names: who has an account is nobody's business.
    """
    found = get_user_model().objects.in_bulk(list(names), field_name="username")
    for name in names:
        if name not in found:
            message = f"There is no account {name[:60]!r}."
            raise BadRequest("unknown_value", message, field=field)
    return list(found.values())


def _settle(collection: Collection, name: str, accounts: Iterable[Any] | None) -> bool:
    """Make these accounts, and no others, what the name says; return whether that is new."""
    if accounts is None:
        return False
    relation, wanted = getattr(collection, name), {each.pk for each in accounts}
    if wanted == set(relation.values_list("pk", flat=True)):
        return False
    relation.set(wanted)
    return True
