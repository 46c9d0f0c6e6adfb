"""The index on PostgreSQL: a tsvector with a GIN index for matching.

Words come folded and cut, so no text search configuration takes part: no stems, no stop words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from agents_app.search.document import GAP, Document, beginnings_of, short_beginning
from agents_app.search.postings import Pair, Row
from agents_app.search.question import Term

_INSERT_TEXT = "INSERT INTO search_text (agent_id, words) VALUES (%s, %s::tsvector)"
_ERASE_TEXT = (
    "DELETE FROM search_text WHERE agent_id = ANY(%s) RETURNING agent_id, tsvector_to_array(words)"
)
_PAIRS = "unnest(%s::text[], %s::integer[]) AS asked (word, block)"
_SAME = "w.word = asked.word AND w.block = asked.block"
_READ_WORDS = f"SELECT w.word, w.block, w.impacts FROM {_PAIRS} JOIN search_word w ON {_SAME}"
_ERASE_WORDS = f"DELETE FROM search_word w USING {_PAIRS} WHERE {_SAME}"
_WRITE_WORDS = (
    "INSERT INTO search_word (word, block, impacts) "
    "SELECT * FROM unnest(%s::text[], %s::integer[], %s::bytea[]) "
    "ON CONFLICT (word, block) DO UPDATE SET impacts = excluded.impacts"
)

TABLES = ("search_text", "search_word")
CLEAR_TEXT = "DELETE FROM search_text"
AMONG = "= ANY(%s)"  # takes ids_parameter
# The sum keeps PostgreSQL from fetching each agent by its id; see sqlite.MATCH.
MATCH = "agents_app_agent.id + 0 IN (SELECT * FROM search_matching(%s::tsquery))"
PACKED = "json_agg({})::text"
NO_BYTES = "NULL::bytea"


def erase_said(cursor: Any, agents: Iterable[int]) -> dict[int, set[str]]:
    """Erase what agents said; return the words by agent, of those that were indexed."""
    cursor.execute(_ERASE_TEXT, [list(agents)])
    return {agent: set(words) for agent, words in cursor.fetchall()}


def insert_said(cursor: Any, documents: Mapping[int, Document]) -> None:
    """Write what agents say."""
    rows = [(agent, _vector(document)) for agent, document in documents.items()]
    cursor.executemany(_INSERT_TEXT, rows)


def read_words(cursor: Any, pairs: Iterable[Pair]) -> list[Row]:
    """Return the rows of postings of these words and blocks."""
    cursor.execute(_READ_WORDS, _columns(list(pairs), 2))
    rows: list[Row] = cursor.fetchall()
    return rows


def write_words(cursor: Any, rows: Sequence[Row]) -> None:
    """Write rows of postings, over those that stand there: three arrays are one statement."""
    cursor.execute(_WRITE_WORDS, _columns(rows, 3))


def erase_words(cursor: Any, pairs: Sequence[Pair]) -> None:
    """Erase rows of postings."""
    cursor.execute(_ERASE_WORDS, _columns(pairs, 2))


def expression(terms: Iterable[Term], *, every: bool) -> str:
    """Write terms in tsquery's language; each word is quoted, and holds letters and digits only."""
    return (" & " if every else " | ").join(f"({_phrase(term)})" for term in terms)


def ids_parameter(agents: Iterable[int]) -> list[int]:
    """Return ids as one parameter."""
    return list(agents)


def sizes() -> Mapping[str, str]:
    """Return the SQL that gives each table's bytes, indexes included."""
    return {name: f"SELECT pg_total_relation_size('{name}')" for name in TABLES}


def _vector(document: Document) -> str:
    """Return an agent's words; a field ends in a gap, so no phrase crosses fields."""
    places: defaultdict[str, list[str]] = defaultdict(list)
    at = 0
    for words in document.fields.values():
        for word in words:
            at += 1
            if word != GAP:
                places[word].append(str(at))
        at += 1
    said = (f"'{word}':{','.join(at)}" for word, at in places.items())
    return " ".join([*said, *beginnings_of(document.said())])


def _phrase(term: Term) -> str:
    if beginning := short_beginning(term):
        return f"'{beginning}'"
    words = [f"'{word}'" for word in term.words]
    return " <-> ".join(words) + (":*" if term.prefix else "")


def _columns(rows: Sequence[tuple[Any, ...]], width: int) -> list[list[Any]]:
    return [list(column) for column in zip(*rows, strict=True)] or [[] for _ in range(width)]
