"""Why an agent was ranked where it is, and who else says much the same about the task."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from agents_app.routing.index import FIELD, LINE, WEIGHINGS, Document
from agents_app.routing.ranking import Ranked, Ranking, Signals, Term, line_weight
from agents_app.routing.reading import FIELDS

MOST_PASSAGES = 2
MOST_ALTERNATIVES = 3
_MOST_SHOWN = 240

Kind = Literal["words", "pairs", "example", "passage", "tools", "neighbours"]
KINDS = get_args(Kind)


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason for a place in the ranking.

    kind: words matched in a field, words side by side (pairs), a line that resembles the task (of
    the agent's own examples, or a passage of its text); tools and neighbours are found by those
    who know the registry. words: what matched. text: the line as written, or a sentence.
    weight: the part of the score, or for a line the share of the task that it says, from 0 to 1.
    """

    kind: Kind
    field: str
    words: tuple[str, ...]
    text: str
    weight: float | None


def reasons_of(ranked: Ranked, ranking: Ranking) -> list[Reason]:
    """Return why, the strongest field first, then pairs, then the lines."""
    terms = {term.code: term for term in ranking.terms}
    found = sorted(
        _by_field(ranked.document, terms), key=lambda each: (-(each.weight or 0), each.field)
    )
    if ranked.pairs:
        pairs = tuple(" ".join(pair) for pair in ranked.pairs)
        text = f"Says side by side: {', '.join(pairs)}."
        found.append(Reason("pairs", "", pairs, text, round(ranked.by_pairs, 3)))
    return [*found, *_resembling(ranked.document, terms)]


def alternatives_to(ranked: Ranked, others: Sequence[Ranked]) -> list[str]:
    """Return the keys of those who say most of what this one says about the task."""
    whole = sum(ranked.weights.values()) or 1.0
    shares = [
        (sum(min(given, ranked.weights.get(code, 0.0)) for code, given in other.weights.items()),
         other)
        for other in others
        if other.document.key != ranked.document.key
    ]  # fmt: skip
    shares.sort(key=lambda pair: (-pair[0], pair[1].document.key))
    near = [other.document.key for share, other in shares if share >= whole / 2]
    return near[:MOST_ALTERNATIVES]


def _by_field(document: Document, terms: dict[str, Term]) -> Iterator[Reason]:
    for field, coded in zip(FIELDS, document.words.split(FIELD), strict=True):
        size = len(coded) - coded.count(LINE)
        weights = {
            term.written: term.rarity * WEIGHINGS[field].of(count, size)
            for code, term in terms.items()
            if (count := coded.count(code))
        }
        if weights:
            words = tuple(sorted(weights, key=lambda word: (-weights[word], word)))
            text = f"Its {field} says: {', '.join(words)}."
            yield Reason("words", field, words, text, round(sum(weights.values()), 3))


def _resembling(document: Document, terms: dict[str, Term]) -> list[Reason]:
    """Return the lines that share at least two words with the task, the likest first."""
    whole = math.fsum(term.rarity for term in terms.values()) or 1.0
    found: dict[str, tuple[tuple[bool, float], Reason]] = {}
    for field, coded, text in document.lines():
        shared = [term for code, term in terms.items() if code in coded]
        # The opening stands in the body too; a line is told once.
        if len(shared) < 2 or field == "name" or text in found:
            continue
        order = (field != "examples", -line_weight(coded, terms, Signals()))
        kind: Kind = "example" if field == "examples" else "passage"
        share = round(math.fsum(term.rarity for term in shared) / whole, 3)
        words = tuple(term.written for term in shared)
        found[text] = (order, Reason(kind, field, words, text[:_MOST_SHOWN], share))
    best = sorted(found.values(), key=lambda pair: pair[0])[:MOST_PASSAGES]
    return [reason for _, reason in best]
