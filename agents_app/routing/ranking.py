"""From a task to agents in order: rare words that are said, word pairs, lines that resemble it.

All agents are scored by their words, by a sum over stored weights; the best hundred are looked
at closer. The order is total: equal scores go by key.
"""

from __future__ import annotations

import heapq
import math
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import get_args

from agents_app.routing.index import PARTS, Document, Index, Part, Posting
from agents_app.routing.vocabulary import FIELD, LINE
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
    """A word of the task that some agent uses: as written, as kept, how telling it is where."""

    written: str
    code: str
    in_head: float
    in_text: float

    def rarity(self, field: str) -> float:
        """Return how telling it is in a field."""
        return self.in_head if PARTS[field] == "head" else self.in_text


@dataclass(frozen=True, slots=True)
class Ranked:
    """An agent with its score and the parts of it; ``given`` is what each of the terms gave."""

    document: Document
    score: float
    given: tuple[float, ...]
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
    scopes: Iterable[str] | None = None,
    keep: Callable[[str], bool] | None = None,
    signals: Signals | None = None,
) -> Ranking:
    """Rank the agents of some scopes for a task.

    scopes: collections, None for all; words are as rare as they are there, so what is left out
    changes no answer. keep: whether a key may be answered, None for any; it changes nobody's
    score. At most LOOKED_AT come back.
    """
    within = None if scopes is None else index.within(scopes)
    words = [(written, index.vocabulary.find(word)) for word, written in asked(task)]
    size = len(index) if within is None else len(within)
    scores = [0.0] * index.slots
    terms: dict[str, Term] = {}
    said: list[tuple[float, int, Posting]] = []
    for written, code in words:
        if code is None or code in terms:
            continue
        postings = {part: index.posting(part, code, within) for part in get_args(Part)}
        if not any(postings.values()):
            continue
        rarity = {part: _rarity(size, len(posting)) for part, posting in postings.items()}
        for part, posting in postings.items():
            said.append((rarity[part], len(terms), posting))
            _add(scores, posting, rarity[part])
        terms[code] = Term(written, code, rarity["head"], rarity["text"])
    look = _Look(terms, _pairs([terms.get(code or "") for _, code in words]), signals or Signals())
    best = []
    for slot in _highest(index, scores, keep):
        given = [0.0] * len(terms)
        for rarity_, number, posting in said:
            given[number] += rarity_ * posting.of(slot)
        best.append(look.at(index.documents[slot], scores[slot], tuple(given)))
    best.sort(key=lambda ranked: (-ranked.score, ranked.document.key))
    return Ranking(tuple(terms.values()), tuple(best))


def _add(scores: list[float], posting: Posting, rarity: float) -> None:
    for slot, weight in posting:
        scores[slot] += rarity * weight


def _rarity(size: int, having: int) -> float:
    """Return how telling a word is: the root takes from rare words what chance gave them."""
    return math.sqrt(math.log(1 + (size - having + 0.5) / (having + 0.5)))


def _highest(index: Index, scores: list[float], keep: Callable[[str], bool] | None) -> list[int]:
    """Return the slots of the best; among equals, by key. Nobody is asked of more than need be."""
    most = LOOKED_AT
    while True:
        least = min(heapq.nlargest(most, scores), default=0.0)
        high = [slot for slot, score in enumerate(scores) if score >= least and score]
        key_of = {slot: index.documents[slot].key for slot in high}
        kept = [slot for slot in high if keep is None or keep(key_of[slot])]
        if len(kept) >= LOOKED_AT or not least or most >= len(scores):
            return sorted(kept, key=lambda slot: (-scores[slot], key_of[slot]))[:LOOKED_AT]
        most *= 8


def _pairs(terms: list[Term | None]) -> Iterator[tuple[Term, Term]]:
    seen = set()
    for one, other in pairwise(terms):
        if one and other and one != other and (one.code, other.code) not in seen:
            seen.add((one.code, other.code))
            yield one, other


class _Look:
    """A closer look at one agent after the other, for one task."""

    def __init__(
        self, terms: dict[str, Term], pairs: Iterable[tuple[Term, Term]], signals: Signals
    ) -> None:
        self._pairs = list(pairs)
        self._signals = signals
        self._rarity = {code: term.in_text for code, term in terms.items()}
        self._finder = line_finder(terms)

    def at(self, document: Document, by_words: float, given: tuple[float, ...]) -> Ranked:
        """Add what pairs and lines say, and keep the parts."""
        signals, by_pairs, there = self._signals, 0.0, []
        for one, other in self._pairs:
            if count := document.words.count(one.code + other.code):
                often = count / (count + signals.often) * (1 + signals.often)
                by_pairs += signals.pair * (one.in_text + other.in_text) / 2 * often
                there.append((one.written, other.written))
        by_lines = signals.line * self._lines(document) if signals.line else 0.0
        score = by_words + by_pairs + by_lines
        return Ranked(document, score, given, tuple(there), by_words, by_pairs, by_lines)

    def _lines(self, document: Document) -> float:
        """Return how much the lines that say most of the task say of it."""
        told = [
            line_weight(shared, length, self._rarity, self._signals)
            for _, length, shared in telling_lines(document, self._rarity, self._finder)
        ]
        told.sort(reverse=True)
        best = told[: self._signals.lines]
        return sum(weight / place for place, weight in enumerate(best, 1))


def telling_lines(
    document: Document, rarity: dict[str, float], finder: re.Pattern[str] | None = None
) -> Iterator[tuple[int, int, set[str]]]:
    """Yield each line that says some of the words: where it begins, its length, those words."""
    words = document.words.replace(FIELD, LINE)
    codes = rarity.keys()
    for found in (finder or line_finder(codes)).finditer(words):
        start = words.rfind(LINE, 0, found.start()) + 1
        yield start, found.end() - start, codes & set(found[0])


def line_finder(codes: Iterable[str]) -> re.Pattern[str]:
    """Return the pattern of the rest of a line from the first of some words on."""
    some = "".join(map(re.escape, codes)) or LINE
    return re.compile(f"[{some}][^{LINE}]*")


def line_weight(shared: set[str], length: int, rarity: dict[str, float], signals: Signals) -> float:
    """Return how telling the words are that a line shares with a task; long lines say less."""
    # fsum: exact, for characters are dealt out in another order in another process.
    whole = math.fsum(map(rarity.__getitem__, shared))
    return float(whole / (length + signals.margin) ** signals.brevity)
