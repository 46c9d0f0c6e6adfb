"""Why an agent was ranked where it is, and who else says much the same about the task."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from agents_app.routing.index import WEIGHINGS, Document
from agents_app.routing.ranking import (
    Ranked,
    Ranking,
    Signals,
    Term,
    line_weight,
    telling_lines,
)
from agents_app.routing.reading import FIELDS
from agents_app.routing.vocabulary import FIELD, LINE

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
    whole = sum(ranked.given)
    shares = [
        (sum(map(min, ranked.given, other.given)), other.document.key)
        for other in others
        if other.document.key != ranked.document.key
    ]
    near = sorted((-share, key) for share, key in shares if share >= whole / 2)
    return [key for _, key in near[:MOST_ALTERNATIVES]]


def _by_field(document: Document, terms: dict[str, Term]) -> Iterator[Reason]:
    for field, coded in zip(FIELDS, document.words.split(FIELD), strict=True):
        size = len(coded) - coded.count(LINE)
        weights = {
            term.written: term.rarity(field) * WEIGHINGS[field].of(count, size)
            for code, term in terms.items()
            if (count := coded.count(code))
        }
        if weights:
            words = tuple(sorted(weights, key=lambda word: (-weights[word], word)))
            text = f"Its {field} says: {', '.join(words)}."
            yield Reason("words", field, words, text, round(sum(weights.values()), 3))


def _resembling(document: Document, terms: dict[str, Term]) -> list[Reason]:
    """Return the lines that share at least two words with the task, the likest first."""
    rarity = {code: term.in_text for code, term in terms.items()}
    whole = math.fsum(rarity.values()) or 1.0
    found: list[tuple[bool, float, int, set[str]]] = []
    for start, length, shared in telling_lines(document, rarity):
        if len(shared) >= 2:
            field = FIELDS[document.words.count(FIELD, 0, start)]
            if field != "name":
                weight = line_weight(shared, length, rarity, Signals())
                found.append((field != "examples", -weight, start, shared))
    found.sort(key=lambda line: line[:3])
    lines = document.lines() if found else []
    told: dict[str, Reason] = {}
    for _, _, start, shared in found:
        before = document.words[:start]
        text = lines[before.count(LINE) + before.count(FIELD)]
        # The opening stands in the body too; a line is told once.
        if text not in told:
            field = FIELDS[before.count(FIELD)]
            told[text] = _about_line(field, text, [terms[c] for c in terms if c in shared], whole)
        if len(told) == MOST_PASSAGES:
            break
    return list(told.values())


def _about_line(field: str, text: str, shared: list[Term], whole: float) -> Reason:
    kind: Kind = "example" if field == "examples" else "passage"
    share = round(math.fsum(term.in_text for term in shared) / whole, 3)
    words = tuple(term.written for term in shared)
    return Reason(kind, field, words, text[:_MOST_SHOWN], share)
