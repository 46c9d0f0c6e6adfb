"""Matching words on PostgreSQL, by a tsvector and a GIN index.

Words come folded and cut, so no text search configuration takes part: no stems, no stop words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from agents_app.search.document import GAP, Document
from agents_app.search.question import Term

INSERT_TEXT = "INSERT INTO search_text (agent_id, words) VALUES (%s, %s::tsvector)"
AMONG = "= ANY(%s)"  # takes ids_parameter
ERASE_TEXT = f"DELETE FROM search_text WHERE agent_id {AMONG}"
ERASE_WORDS = f"DELETE FROM search_word WHERE agent_id {AMONG}"
ERASE_AGENTS = f"DELETE FROM search_agent WHERE agent_id {AMONG}"
INSERT_WORDS = (
    "INSERT INTO search_word (word, agent_id, impact) "
    "SELECT * FROM unnest(%s::text[], %s::bigint[], %s::integer[])"
)
MATCH = "SELECT agent_id FROM search_text WHERE words @@ %s::tsquery"


def text_row(agent: int, document: Document) -> tuple[int | str, ...]:
    """Return the row of an agent's words; a field ends in a gap, so no phrase crosses fields."""
    places: defaultdict[str, list[str]] = defaultdict(list)
    at = 0
    for words in document.fields.values():
        for word in words:
            at += 1
            if word != GAP:
                places[word].append(str(at))
        at += 1
    return agent, " ".join(f"'{word}':{','.join(at)}" for word, at in places.items())


def expression(terms: Iterable[Term], *, every: bool) -> str:
    """Write terms in tsquery's language; each word is quoted, and holds letters and digits only."""
    return (" & " if every else " | ").join(f"({_phrase(term)})" for term in terms)


def insert_words(cursor: Any, words: Sequence[tuple[str, int, int]]) -> None:
    """Write what each word is worth in each agent: three arrays are one statement."""
    columns = [list(column) for column in zip(*words, strict=True)] or [[], [], []]
    cursor.execute(INSERT_WORDS, columns)


def ids_parameter(agents: Iterable[int]) -> list[int]:
    """Return ids as one parameter."""
    return list(agents)


def sizes() -> Mapping[str, str]:
    """Return the SQL that gives each table's bytes, indexes included."""
    tables = ("search_text", "search_word", "search_agent")
    return {name: f"SELECT pg_total_relation_size('{name}')" for name in tables}


def _phrase(term: Term) -> str:
    words = [f"'{word}'" for word in term.words]
    return " <-> ".join(words) + (":*" if term.prefix else "")
