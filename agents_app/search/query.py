"""The read side: which agents match, and in what order."""

from __future__ import annotations

import heapq
from collections.abc import Collection as Group
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Q
from django.db.models.expressions import RawSQL

from agents_app.querysets.agents import AgentQuerySet
from agents_app.search import postgresql, sqlite
from agents_app.search.question import Question, Term
from agents_app.search.ranking import rarity, score_of

MOST_RANKED = 1_000  # how deep a reader may page
_END = "\U0010ffff"  # after every word that goes on from a prefix
_FEW = 1_000  # up to so many agents are looked up, more are read along the index
_EXACT = 2  # a whole word counts so many times what one counts that only begins like it

Sql = tuple[str, list[Any]]


class Candidate(NamedTuple):
    """An agent that matches, with what it is counted by."""

    id: int
    key: str
    collection: str
    category: str
    model: str
    health: str
    profile: str | None


@dataclass(frozen=True, slots=True)
class Hit:
    """An agent's id with its points; the rarity of each word is the same for all hits."""

    agent: int
    points: int

    @property
    def score(self) -> float:
        """Return the points as readers see them."""
        return score_of(self.points)


def matching(agents: AgentQuerySet, question: Question) -> AgentQuerySet:
    """Keep the agents that say all that is wanted and nothing unwanted."""
    if question.is_empty:
        return agents.none()
    store = sqlite if connection.vendor == "sqlite" else postgresql
    if question.wanted:
        wanted = store.expression(question.wanted, every=True)
        agents = agents.filter(pk__in=RawSQL(store.MATCH, [wanted]))
    if question.unwanted:
        unwanted = store.expression(question.unwanted, every=False)
        agents = agents.filter(~Q(pk__in=RawSQL(store.MATCH, [unwanted])))
    return agents


def gather(agents: AgentQuerySet) -> list[Candidate]:
    """Return what ranking and facets need of these agents, in one statement, in no order."""
    columns = ("id", "key", "category", "model", "health", "collection_id")
    try:
        compiler = agents.order_by().values_list(*columns).query.get_compiler(connection=connection)
        found, parameters = compiler.as_sql()
    except EmptyResultSet:
        return []
    statement = (
        f"WITH found ({', '.join(columns)}) AS ({found}) "
        "SELECT found.id, found.key, c.slug, found.category, found.model, found.health, s.profile "
        "FROM found JOIN agents_app_collection c ON c.id = found.collection_id "
        "LEFT JOIN search_agent s ON s.agent_id = found.id"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return [Candidate(*row) for row in cursor.fetchall()]


def ranked(
    found: Sequence[Candidate], words: Sequence[tuple[Term, int]], *, start: int, stop: int
) -> list[Hit]:
    """Return the hits from one place to another, the best first, equal ones by key.

    words: what is weighed, each with its rarity, as ``rarities`` returns them.
    """
    points = {candidate.id: 0 for candidate in found}
    if words and found:
        statement, parameters = _points(words, points)
        with connection.cursor() as cursor:
            cursor.execute(statement, parameters)
            for agent, worth in cursor.fetchall():
                if agent in points:
                    points[agent] += worth
    best = heapq.nsmallest(stop, found, key=lambda each: (-points[each.id], each.key))
    return [Hit(each.id, points[each.id]) for each in best[start:]]


def rarities(question: Question) -> list[tuple[Term, int]]:
    """Return each word that ranks with its rarity among all agents, in one statement."""
    words = question.ranked_words()
    counts = ["SELECT 0, COUNT(*) FROM search_agent"]
    parameters: list[Any] = []
    for number, term in enumerate(words, 1):
        condition, values = _holds(term)
        counts.append(
            f"SELECT {number}, COUNT(DISTINCT agent_id) FROM search_word WHERE {condition}"
        )
        parameters += values
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(counts), parameters)
        counted = dict(cursor.fetchall())
    return [(term, rarity(counted[0], counted[number])) for number, term in enumerate(words, 1)]


def worth_of(term: Term, impacts: dict[str, int]) -> tuple[str, int]:
    """Return which of an agent's words answers a term best, and its impact; what SQL computes."""
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


def _points(words: Sequence[tuple[Term, int]], agents: Group[int]) -> Sql:
    """Write what gives each agent its points by word; few agents are looked up one by one."""
    store = sqlite if connection.vendor == "sqlite" else postgresql
    few = len(agents) <= _FEW
    among = f" AND agent_id {store.AMONG}" if few else ""
    parts: list[str] = []
    parameters: list[Any] = []
    for term, rare in words:
        condition, values = _holds(term)
        worth, extra = "MAX(impact)", []
        if term.prefix:
            worth = f"MAX(CASE WHEN word = %s THEN {_EXACT} * impact ELSE impact END)"
            extra = [term.words[0]]
        parts.append(
            f"SELECT agent_id, {worth} * {rare:d} FROM search_word "
            f"WHERE {condition}{among} GROUP BY agent_id"
        )
        parameters += [*extra, *values, *([store.ids_parameter(agents)] if few else [])]
    return " UNION ALL ".join(parts), parameters


def _holds(term: Term) -> Sql:
    (word,) = term.words
    if term.prefix:
        return "word >= %s AND word < %s", [word, word + _END]
    return "word = %s", [word]
