"""The write side: what agents say, kept in step with them inside the transaction of the write."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db import connection

from agents_app.definitions import Definition
from agents_app.search import postgresql, sqlite
from agents_app.search.document import document_of, profile_of
from agents_app.search.ranking import impacts

INSERT_AGENT = "INSERT INTO search_agent (agent_id, profile) VALUES (%s, %s)"


def index_agents(said: Sequence[tuple[int, Definition]]) -> None:
    """Take agents, by id, with what they say now; what they said before is forgotten.

    Six statements however many agents, each but the erasing ones run over all rows at once.
    """
    if not said:
        return
    forget_agents([agent for agent, _ in said])
    store = sqlite if connection.vendor == "sqlite" else postgresql
    documents = [(agent, document_of(definition)) for agent, definition in said]
    # In the order of the index, so that neighbours are written one after another.
    words = sorted(
        (word, agent, impact)
        for agent, document in documents
        for word, impact in impacts(document.spoken()).items()
    )
    with connection.cursor() as cursor:
        cursor.executemany(
            store.INSERT_TEXT, [store.text_row(agent, document) for agent, document in documents]
        )
        store.insert_words(cursor, words)
        cursor.executemany(
            INSERT_AGENT, [(agent, profile_of(definition)) for agent, definition in said]
        )


def forget_agents(agents: Iterable[int]) -> None:
    """Let agents be found no more."""
    store = sqlite if connection.vendor == "sqlite" else postgresql
    ids = store.ids_parameter(agents)
    with connection.cursor() as cursor:
        for statement in (store.ERASE_TEXT, store.ERASE_WORDS, store.ERASE_AGENTS):
            cursor.execute(statement, [ids])


def clear_index() -> None:
    """Forget everything; ``rebuild_search`` reads it all again."""
    with connection.cursor() as cursor:
        for table in ("search_text", "search_word", "search_agent"):
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
