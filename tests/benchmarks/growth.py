"""A registry full of agents: real files are imported, and then copied inside the database.

An import of a hundred thousand files would take most of an hour. A copy has all that an agent has
that was imported: a revision with bytes and a digest of its own, sections, edges to agents copied
with it, findings, a line in the journal, and its words in the search index.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.models import Max, Model

from agents_app import journal
from agents_app.actions.create_collection import create_collection
from agents_app.actions.import_collection import import_collection
from agents_app.actor import SYSTEM
from agents_app.definitions import find_files, read_definition
from agents_app.management.commands.serve import lift_the_time_limit
from agents_app.models import Agent, Collection, Finding, Integration, Revision, Section
from agents_app.search import postgresql, sqlite
from agents_app.search.document import Document, document_of
from agents_app.search.postings import BLOCK, changed_rows, changes_of
from agents_app.search.ranking import impacts
from tests.benchmarks.copying import Copying, teach_digests
from tests.benchmarks.texts import folders, write_texts

COPIES = "copies-"
WHOLE: tuple[type[Model], ...] = (Agent, Revision, Section, Integration, Finding)


def import_real() -> None:
    """Import the real files as they are, each folder as a collection."""
    for folder in folders():
        import_collection(folder.name, find_files(folder), by=SYSTEM)


def import_texts(count: int, slug: str = "bench") -> int:
    """Import so many files, renamed and rewired; return their bytes."""
    with tempfile.TemporaryDirectory() as folder:
        size = write_texts(Path(folder), count)
        import_collection(slug, find_files(Path(folder)), by=SYSTEM)
    return size


def grow(size: int, *, models: Sequence[type[Model]] = WHOLE) -> None:
    """Copy agents until there are ``size``, each round of copies into a collection of its own.

    models: of what to copy rows, ``Agent`` always; a copy shares its original's toolset. With
    ``Revision`` among them a copy is journaled and found by search. Grow before you write
    anything else: what is not a copy counts as an original.
    """
    originals = Agent.objects.exclude(collection__slug__startswith=COPIES).order_by("pk")
    ids = list(originals.values_list("pk", flat=True))
    steps = {model: _last(model, ids[-1]) for model in models}
    steps[Agent] = (steps[Agent] // BLOCK + 1) * BLOCK
    said = _documents(ids[-1]) if Revision in models else {}
    rounds = Collection.objects.filter(slug__startswith=COPIES).count()
    have = Agent.objects.count()
    teach_digests()
    lift_the_time_limit()
    with _words_unindexed():
        while have < size:
            rounds += 1
            share = min(size - have, len(ids))
            with transaction.atomic():
                journal.lock()
                into = create_collection(f"{COPIES}{rounds:04}", by=SYSTEM)
                _copy(Copying(rounds, into.pk, into.slug, ids[share - 1], steps), said)
            have += share
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(models)):
            cursor.execute(statement)


def analyze() -> None:
    """Let the database look at what it holds, as it does by itself after a while."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _copy(round_: Copying, said: Mapping[int, Document]) -> None:
    moved = round_.moved(Agent)
    copied = {pk + moved: document for pk, document in said.items() if pk <= round_.top}
    with connection.cursor() as cursor:
        for model in round_.steps:
            cursor.execute(round_.statement(model))
        if not copied:
            return
        for statement in round_.journaling():
            cursor.execute(statement)
        store = sqlite if connection.vendor == "sqlite" else postgresql
        store.insert_said(cursor, copied)
        if len(copied) == len(said):
            cursor.execute(round_.postings())
        else:
            worth = {agent: impacts(document.spoken()) for agent, document in copied.items()}
            store.write_words(cursor, changed_rows(changes_of({}, worth), [])[0])


@contextmanager
def _words_unindexed() -> Iterator[None]:
    """Do without PostgreSQL's index of words for a while: made in one go, it takes far less."""
    if connection.vendor == "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexdef FROM pg_indexes WHERE indexname = 'search_text_by_word'")
        (definition,) = cursor.fetchone()
        cursor.execute("DROP INDEX search_text_by_word")
        yield
        cursor.execute(definition)


def _last(model: type[Model], agent: int) -> int:
    """Return the highest id of what belongs to the originals."""
    rows = model._default_manager.all()
    rows = rows.filter(pk__lte=agent) if model is Agent else rows.filter(agent__lte=agent)
    return rows.aggregate(last=Max("pk"))["last"] or 0


def _documents(agent: int) -> dict[int, Document]:
    """Read what the originals say once, for all their copies."""
    rows = Agent.objects.filter(pk__lte=agent).order_by("pk")
    return {
        pk: document_of(read_definition(bytes(data), path=path))
        for pk, path, data in rows.values_list("pk", "path", "revision__content")
    }
