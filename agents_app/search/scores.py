"""In what order agents come that match: what the words of a question are worth in each."""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from agents_app.querysets.agents import AgentQuerySet
from agents_app.querysets.readers import sees_all
from agents_app.search import postgresql, sqlite
from agents_app.search.postings import unpack
from agents_app.search.query import Candidates
from agents_app.search.question import Question, Term
from agents_app.search.ranking import rarity, score_of

MOST_RANKED = 1_000  # how deep a reader may page
_END = "\U0010ffff"  # after every word that goes on from a prefix
_EXACT = 2  # a whole word counts so many times what one counts that only begins like it


@dataclass(frozen=True, slots=True)
class Weighed:
    """A word that ranks, with its rarity and with what it is worth in every agent that has it."""

    term: Term
    rarity: int
    worth: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Hit:
    """An agent's id with its points; the rarity of each word is the same for all hits."""

    agent: int
    points: int

    @property
    def score(self) -> float:
        """Return the points as readers see them."""
        return score_of(self.points)


def weigh(question: Question, agents: AgentQuerySet) -> list[Weighed]:
    """Return each word that ranks with its worth among all agents, in one statement.

    agents: those that there are for the reader, asked for in one more where some are hidden:
    others must not even change a score.
    """
    store = sqlite if connection.vendor == "sqlite" else postgresql
    terms = question.ranked_words()
    parts = [f"SELECT -1, '', COUNT(*), {store.NO_BYTES} FROM agents_app_agent WHERE status = %s"]
    parameters: list[Any] = ["published"]
    for number, term in enumerate(terms):
        condition, values = _holds(term)
        parts.append(f"SELECT {number}, word, block, impacts FROM search_word WHERE {condition}")
        parameters += values
    worths: list[dict[int, int]] = [{} for _ in terms]
    among = 0
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), parameters)
        for number, word, block, packed in cursor.fetchall():
            if number < 0:
                among = block
            elif terms[number].prefix:
                _raise(worths[number], unpack(block, packed), word == terms[number].words[0])
            else:
                worths[number].update(unpack(block, packed))
    if not sees_all(agents.reader):
        seen = set(agents.order_by().values_list("pk", flat=True))
        among = len(seen)
        worths = [_of(seen, worth) for worth in worths]
    return [
        Weighed(term, rarity(among, len(worth)), worth)
        for term, worth in zip(terms, worths, strict=True)
    ]


def ranked(found: Candidates, words: Sequence[Weighed], *, start: int, stop: int) -> list[Hit]:
    """Return the hits from one place to another, the best first, equal ones by key."""
    points = [0] * len(found)
    for each in words:
        rare, worth = each.rarity, each.worth.get
        points = [
            had - rare * worth(agent, 0) for had, agent in zip(points, found.ids, strict=True)
        ]
    best = heapq.nsmallest(stop, zip(points, found.keys, found.ids, strict=True))
    return [Hit(agent, -negative) for negative, _, agent in best[start:]]


def worth_of(term: Term, impacts: dict[str, int]) -> tuple[str, int]:
    """Return which of an agent's words answers a term best, and its impact."""
    (word,) = term.words
    if not term.prefix:
        return word, impacts.get(word, 0)
    return max(
        (
            (each, _EXACT * impact if each == word else impact)
            for each, impact in impacts.items()
            if each.startswith(word)
        ),
        key=lambda pair: (pair[1], pair[0]),
        default=(word, 0),
    )


def _raise(worth: dict[int, int], impacts: Iterator[tuple[int, int]], exact: bool) -> None:
    """Take impacts of one more word that begins as asked, where they are the best so far."""
    times = _EXACT if exact else 1
    for agent, impact in impacts:
        if worth.get(agent, 0) < times * impact:
            worth[agent] = times * impact


def _of(agents: set[int], worth: dict[int, int]) -> dict[int, int]:
    return {agent: impact for agent, impact in worth.items() if agent in agents}


def _holds(term: Term) -> tuple[str, list[str]]:
    (word,) = term.words
    if term.prefix:
        return "word >= %s AND word < %s", [word, word + _END]
    return "word = %s", [word]
