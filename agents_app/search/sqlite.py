"""Matching words on SQLite, by FTS5.

Words come folded and cut, so the tokenizer has nothing to decide: it splits at blanks.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from agents_app.search.document import Document
from agents_app.search.question import Term
from agents_app.search.ranking import FIELDS

INSERT_TEXT = (
    f"INSERT INTO search_text (rowid, {', '.join(FIELDS)}) VALUES (%s{', %s' * len(FIELDS)})"
)
AMONG = "IN (SELECT value FROM json_each(%s))"  # takes ids_parameter
ERASE_TEXT = f"DELETE FROM search_text WHERE rowid {AMONG}"
ERASE_WORDS = f"DELETE FROM search_word WHERE agent_id {AMONG}"
ERASE_AGENTS = f"DELETE FROM search_agent WHERE agent_id {AMONG}"
INSERT_WORD = "INSERT INTO search_word (word, agent_id, impact) VALUES (%s, %s, %s)"
MATCH = "SELECT rowid FROM search_text WHERE search_text MATCH %s"


def text_row(agent: int, document: Document) -> tuple[int | str, ...]:
    """Return the row of an agent's words."""
    return (agent, *(" ".join(document.fields[name]) for name in FIELDS))


def expression(terms: Iterable[Term], *, every: bool) -> str:
    """Write terms in FTS5's language; each word is quoted, and holds letters and digits only."""
    phrases = (f'"{" ".join(term.words)}"{" *" if term.prefix else ""}' for term in terms)
    return (" AND " if every else " OR ").join(phrases)


def insert_words(cursor: Any, words: Sequence[tuple[str, int, int]]) -> None:
    """Write what each word is worth in each agent."""
    cursor.executemany(INSERT_WORD, words)


def ids_parameter(agents: Iterable[int]) -> str:
    """Return ids as one parameter."""
    return f"[{','.join(map(str, agents))}]"


def sizes() -> Mapping[str, str]:
    """Return the SQL that gives each table's bytes."""
    tables = (
        "search_text_data",
        "search_text_content",
        "search_word",
        "search_word_by_agent",
        "search_agent",
    )
    return {
        name: f"SELECT coalesce(sum(pgsize), 0) FROM dbstat WHERE name = '{name}'"
        for name in tables
    }
