"""The write side: what agents say, kept in step with them inside the transaction of the write."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import connection

from agents_app.definitions import Definition
from agents_app.search import postgresql, sqlite
from agents_app.search.document import document_of
from agents_app.search.postings import changed_rows, changes_of
from agents_app.search.ranking import impacts


def index_agents(said: Sequence[tuple[int, Definition]]) -> None:
    """Take agents, by id, with what they say now; what they said before is forgotten.

    A few statements however many agents. The caller holds the journal's lock: rows of postings
    are shared by agents, and are read before they are written.
    """
    if not said:
        return
    store = sqlite if connection.vendor == "sqlite" else postgresql
    documents = {agent: document_of(definition) for agent, definition in said}
    worth = {agent: impacts(document.spoken()) for agent, document in documents.items()}
    with connection.cursor() as cursor:
        _replace_words(cursor, documents, worth)
        store.insert_said(cursor, documents)


def forget_agents(agents: Iterable[int]) -> None:
    """Let agents be found no more; the caller holds the journal's lock."""
    with connection.cursor() as cursor:
        _replace_words(cursor, list(agents), {})


def clear_index() -> None:
    """Forget everything; ``rebuild_search`` reads it all again."""
    store = sqlite if connection.vendor == "sqlite" else postgresql
    with connection.cursor() as cursor:
        cursor.execute(store.CLEAR_TEXT)
        for table in store.TABLES[1:]:
            cursor.execute(f"DELETE FROM {table}")


def index_sizes() -> dict[str, int]:
    """Return the bytes of each part of the index; SQLite tells only where it is built to."""
    store = sqlite if connection.vendor == "sqlite" else postgresql
    sizes: dict[str, int] = {}
    with connection.cursor() as cursor:
        for name, statement in store.sizes().items():
            cursor.execute(statement)
            sizes[name] = int(cursor.fetchone()[0])
    return sizes


def _replace_words(
    cursor: Any, agents: Iterable[int], worth: Mapping[int, Mapping[str, int]]
) -> None:
    """Erase what agents said, and write what their words are worth now."""
    store = sqlite if connection.vendor == "sqlite" else postgresql
    changes = changes_of(store.erase_said(cursor, agents), worth)
    if not changes:
        return
    rows, empty = changed_rows(changes, store.read_words(cursor, changes))
    if rows:
        store.write_words(cursor, rows)
    if empty:
        store.erase_words(cursor, empty)
