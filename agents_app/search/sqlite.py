"""The index on SQLite: FTS5 for matching.

Words come folded and cut, so the tokenizer has nothing to decide: it splits at blanks. FTS5 keeps
no text; to erase an agent it must be told what the agent said, which is kept compressed.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from agents_app.search.document import GAP, Document, beginnings_of, short_beginning
from agents_app.search.postings import Pair, Row
from agents_app.search.question import Term
from agents_app.search.ranking import FIELDS

# Beginnings come first: FTS5 spends two bytes a word on the number of any other column.
_COLUMNS = ("beginnings", *FIELDS)
_PLACES = ", ".join(["%s"] * len(_COLUMNS))
_INSERT_TEXT = f"INSERT INTO search_text (rowid, {', '.join(_COLUMNS)}) VALUES (%s, {_PLACES})"
_ERASE_TEXT = (
    f"INSERT INTO search_text (search_text, rowid, {', '.join(_COLUMNS)}) "
    f"VALUES ('delete', %s, {_PLACES})"
)
_INSERT_SAID = "INSERT INTO search_said (agent_id, words) VALUES (%s, %s)"
_ASKED = "json_each(%s) asked"
_READ_WORDS = (
    f"SELECT w.word, w.block, w.impacts FROM {_ASKED} CROSS JOIN search_word w "
    "ON w.word = json_extract(asked.value, '$[0]') AND w.block = json_extract(asked.value, '$[1]')"
)
_WRITE_WORD = (
    "INSERT INTO search_word (word, block, impacts) VALUES (%s, %s, %s) "
    "ON CONFLICT (word, block) DO UPDATE SET impacts = excluded.impacts"
)

TABLES = ("search_text", "search_said", "search_word")
CLEAR_TEXT = "INSERT INTO search_text (search_text) VALUES ('delete-all')"
AMONG = "IN (SELECT value FROM json_each(%s))"  # takes ids_parameter
# The sign keeps SQLite from fetching each agent by its id: they are wide, and the index
# ``agents_for_search`` holds all that is asked of thousands of them.
MATCH = "+agents_app_agent.id IN (SELECT rowid FROM search_text WHERE search_text MATCH %s)"
PACKED = "json_group_array({})"
NO_BYTES = "NULL"


def erase_said(cursor: Any, agents: Iterable[int]) -> dict[int, set[str]]:
    """Erase what agents said; return the words by agent, of those that were indexed."""
    ids = ids_parameter(agents)
    cursor.execute(f"SELECT agent_id, words FROM search_said WHERE agent_id {AMONG}", [ids])
    texts = {agent: zlib.decompress(words).decode().split("\n") for agent, words in cursor}
    said = {agent: set(" ".join(fields).split()) - {GAP} for agent, fields in texts.items()}
    if said:
        rows = [_text_row(agent, said[agent], fields) for agent, fields in texts.items()]
        cursor.executemany(_ERASE_TEXT, rows)
        cursor.execute(f"DELETE FROM search_said WHERE agent_id {AMONG}", [ids])
    return said


def insert_said(cursor: Any, documents: Mapping[int, Document]) -> None:
    """Write what agents say."""
    texts = {
        agent: [" ".join(document.fields[name]) for name in FIELDS]
        for agent, document in documents.items()
    }
    rows = [_text_row(agent, documents[agent].said(), fields) for agent, fields in texts.items()]
    cursor.executemany(_INSERT_TEXT, rows)
    kept = [(agent, zlib.compress("\n".join(fields).encode())) for agent, fields in texts.items()]
    cursor.executemany(_INSERT_SAID, kept)


def read_words(cursor: Any, pairs: Iterable[Pair]) -> list[Row]:
    """Return the rows of postings of these words and blocks."""
    cursor.execute(_READ_WORDS, [json.dumps(list(pairs))])
    rows: list[Row] = cursor.fetchall()
    return rows


def write_words(cursor: Any, rows: Sequence[Row]) -> None:
    """Write rows of postings, over those that stand there."""
    cursor.executemany(_WRITE_WORD, rows)


def erase_words(cursor: Any, pairs: Sequence[Pair]) -> None:
    """Erase rows of postings."""
    cursor.executemany("DELETE FROM search_word WHERE word = %s AND block = %s", pairs)


def expression(terms: Iterable[Term], *, every: bool) -> str:
    """Write terms in FTS5's language; each word is quoted, and holds letters and digits only."""
    return (" AND " if every else " OR ").join(map(_phrase, terms))


def ids_parameter(agents: Iterable[int]) -> str:
    """Return ids as one parameter."""
    return f"[{','.join(map(str, agents))}]"


def sizes() -> Mapping[str, str]:
    """Return the SQL that gives each table's bytes."""
    tables = ("search_text_data", "search_text_docsize", *TABLES[1:])
    return {
        name: f"SELECT coalesce(sum(pgsize), 0) FROM dbstat WHERE name = '{name}'"
        for name in tables
    }


def _phrase(term: Term) -> str:
    if beginning := short_beginning(term):
        return f'"{beginning}"'
    return f'"{" ".join(term.words)}"{" *" if term.prefix else ""}'


def _text_row(agent: int, said: Iterable[str], fields: Iterable[str]) -> tuple[int | str, ...]:
    return agent, " ".join(beginnings_of(said)), *fields
