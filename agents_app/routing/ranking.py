"""From a task to agents in order: rare words that are said, word pairs, lines that resemble it.

All agents are scored by their words, by a sum over stored weights; the best hundred are looked
at closer. The order is total: equal scores go by key.
"""

from __future__ import annotations

import math
from collections.abc import Container, Iterator
from dataclasses import dataclass
from itertools import pairwise

from agents_app.routing.index import Document, Index
from agents_app.routing.words import asked

LOOKED_AT = 100


@dataclass(frozen=True, slots=True)
class Signals:
    """How much each look counts; 0 leaves one out.

    pair: two words of the task side by side; often: how many times is often. line: the words of
    the task in one line; lines: how many of the best lines count, each less than the one before.
    """

    pair: float = 0.8
    often: float = 2.0
    line: float = 2.0
    lines: int = 3
    brevity: float = 0.25
    margin: int = 6


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the task that some agent uses: as written, as kept, how telling it is."""

    written: str
    code: str
    rarity: float


@dataclass(frozen=True, slots=True)
class Ranked:
    """An agent with its score and the parts of it; ``weights`` says what each word gave."""

    slot: int
    document: Document
    score: float
    weights: dict[str, float]
    pairs: tuple[tuple[str, str], ...]
    by_words: float
    by_pairs: float
    by_lines: float


@dataclass(frozen=True, slots=True)
class Ranking:
    """The best agents for a task, best first, and the words that decided."""

    terms: tuple[Term, ...]
    best: tuple[Ranked, ...]


def rank(
    index: Index,
    task: str,
    *,
    scope: str | None = None,
    keep: Container[str] | None = None,
    signals: Signals | None = None,
) -> Ranking:
    """Rank the agents of a scope for a task.

    scope: a collection, None for all; words are as rare as they are there. keep: the keys that
    may be answered, None for any; it changes nobody's score. At most LOOKED_AT come back.
    """
    signals = signals or Signals()
    words = [(written, index.code_of(word)) for word, written in asked(task)]
    scores: dict[int, float] = {}
    weights: dict[str, dict[int, float]] = {}
    terms: dict[str, Term] = {}
    size = len(index) if scope is None else len(index.in_scope.get(scope, ()))
    for written, code in words:
        if code is None or code in terms or not (said := index.weights(code, scope)):
            continue
        terms[code] = term = Term(written, code, _rarity(size, len(said)))
        weights[code] = said
        for slot, weight in said.items():
            scores[slot] = scores.get(slot, 0.0) + term.rarity * weight
    pairs = list(_pairs([terms.get(code or "") for _, code in words]))
    best = [
        _look(index.documents[slot], slot, scores[slot], weights, terms, pairs, signals)
        for slot in _highest(index, scores, keep)
    ]
    best.sort(key=lambda ranked: (-ranked.score, ranked.document.key))
    return Ranking(tuple(terms.values()), tuple(best))


def _rarity(size: int, having: int) -> float:
    """Return how telling a word is: the root takes from rare words what chance gave them."""
    return math.sqrt(math.log(1 + (size - having + 0.5) / (having + 0.5)))


def _highest(index: Index, scores: dict[int, float], keep: Container[str] | None) -> list[int]:
    documents = index.documents
    kept = [slot for slot in scores if keep is None or documents[slot].key in keep]
    return sorted(kept, key=lambda slot: (-scores[slot], documents[slot].key))[:LOOKED_AT]


def _pairs(terms: list[Term | None]) -> Iterator[tuple[Term, Term]]:
    seen = set()
    for one, other in pairwise(terms):
        if one and other and one != other and (one.code, other.code) not in seen:
            seen.add((one.code, other.code))
            yield one, other


def _look(
    document: Document,
    slot: int,
    by_words: float,
    weights: dict[str, dict[int, float]],
    terms: dict[str, Term],
    pairs: list[tuple[Term, Term]],
    signals: Signals,
) -> Ranked:
    """Add what pairs and lines say, and keep the parts."""
    by_pairs, there = 0.0, []
    for one, other in pairs:
        if count := document.words.count(one.code + other.code):
            often = count / (count + signals.often) * (1 + signals.often)
            by_pairs += signals.pair * (one.rarity + other.rarity) / 2 * often
            there.append((one.written, other.written))
    by_lines = signals.line * _lines(document, terms, signals) if signals.line else 0.0
    given = {
        code: terms[code].rarity * said[slot] for code, said in weights.items() if slot in said
    }
    score = by_words + by_pairs + by_lines
    return Ranked(slot, document, score, given, tuple(there), by_words, by_pairs, by_lines)


def _lines(document: Document, terms: dict[str, Term], signals: Signals) -> float:
    """Return how much the lines that say most of the task say of it."""
    told = [
        line_weight(line, terms, signals)
        for line in document.words.replace("\0", "\n").split("\n")
        if not terms.keys().isdisjoint(line)
    ]
    told.sort(reverse=True)
    return sum(weight / place for place, weight in enumerate(told[: signals.lines], 1))


def line_weight(line: str, terms: dict[str, Term], signals: Signals) -> float:
    """Return how telling the words are that a line shares with a task; long lines say less."""
    # fsum: exact, for characters are dealt out in another order in another process.
    rarity = math.fsum(terms[code].rarity for code in terms.keys() & set(line))
    length: float = (len(line) + signals.margin) ** signals.brevity
    return rarity / length
