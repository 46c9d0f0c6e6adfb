"""Rebuild search: read what every agent says now, and index it anew."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction

from agents_app import journal
from agents_app.definitions import read_definition
from agents_app.models import Agent, Collection, JournalEntry
from agents_app.search import clear_index, index_agents

CHUNK = 200


@transaction.atomic
def rebuild_search(*, tell: Callable[[int], None] = lambda count: None) -> int:
    """Index all published agents anew; return how many. Readers see the old index until then.

    The journal tells of each collection: what was found there before may not be found now, so
    what readers keep of it must not pass for new.
    tell: told after each chunk how many agents it had.
    """
    journal.lock()
    clear_index()
    ids = list(Agent.objects.published().order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(ids), CHUNK):
        chunk = ids[start : start + CHUNK]
        texts = Agent.objects.filter(pk__in=chunk).order_by("pk")
        rows = texts.values_list("pk", "path", "revision__content")
        index_agents([(pk, read_definition(bytes(data), path=path)) for pk, path, data in rows])
        tell(len(chunk))
    slugs = Collection.objects.order_by("slug").values_list("slug", flat=True)
    indexed = JournalEntry.Verb.COLLECTION_INDEXED
    journal.record([journal.Change(indexed, slug) for slug in slugs])
    return len(ids)
