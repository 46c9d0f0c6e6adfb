"""What an agent says, as words by field: what is indexed, and what an explanation counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from agents_app.definitions import Definition
from agents_app.search.question import Term
from agents_app.search.words import entries_of

# PostgreSQL keeps positions up to 16,383 and 255 of one word. Both databases get the same words,
# cut to that; the largest real prompt has 7,000. A gap keeps the place of a word left out, and
# keeps phrases from running over from one entry into the next.
GAP = "_"
SHORT = 2  # how long a beginning is at most that is indexed by itself
MOST_REPEATS = 250
MOST_WORDS = {
    "name": 64,
    "title": 200,
    "description": 1_500,
    "headings": 1_500,
    "points": 4_000,
    "body": 7_500,
    "tools": 700,
    "targets": 700,
}


@dataclass(frozen=True, slots=True)
class Document:
    """Words by field, with gaps."""

    fields: dict[str, tuple[str, ...]]

    def said(self) -> set[str]:
        """Return each word that is said anywhere."""
        return set[str]().union(*self.fields.values()) - {GAP}

    def spoken(self) -> dict[str, list[str]]:
        """Return the words by field, without gaps."""
        return {
            name: [word for word in words if word != GAP] for name, words in self.fields.items()
        }


def document_of(definition: Definition) -> Document:
    """Return what a definition says."""
    sections = list(definition.body.flat())
    points = (point for section in sections for point in section.points)
    said: dict[str, Iterable[str]] = {
        "name": [definition.name],
        "title": [definition.title],
        "description": [definition.description],
        "headings": [section.title for section in sections],
        "points": (f"{point.term or ''} {point.text}" for point in points),
        "body": [definition.source.body],
        "tools": (grant.tool.name for grant in definition.access.allowed()),
        "targets": (edge.target for edge in definition.integrations if edge.certain),
    }
    seen: Counter[str] = Counter()
    return Document({name: _bounded(texts, MOST_WORDS[name], seen) for name, texts in said.items()})


def beginnings_of(words: Iterable[str]) -> list[str]:
    """Return how words begin, up to two letters each, in a form that no word begins with.

    Nearly every agent says something that goes on from a letter or two: so short a beginning is
    looked up as a word of its own, instead of in the lists of hundreds of words.
    """
    short = {word[:length] for word in words if word != GAP for length in range(1, SHORT + 1)}
    return sorted(f"{GAP}{beginning}" for beginning in short)


def short_beginning(term: Term) -> str:
    """Return the form in which ``beginnings_of`` has a term, ``""`` for any other term."""
    word = term.words[0]
    is_short = term.prefix and len(term.words) == 1 and len(word) <= SHORT
    return f"{GAP}{word}" if is_short else ""


def _bounded(texts: Iterable[str], most: int, seen: Counter[str]) -> tuple[str, ...]:
    """Return the words of texts, cut; ``seen`` counts them over all fields."""
    words = entries_of(texts, GAP)[:most]
    counts = Counter(words)
    seen.update(counts)
    often = {word for word, times in seen.items() if times > MOST_REPEATS} - {GAP}
    return tuple(_thinned(words, {word: seen[word] - counts[word] for word in often}))


def _thinned(words: Sequence[str], before: dict[str, int]) -> Iterable[str]:
    """Put gaps for words said too often; ``before`` is how often fields before said them."""
    if not before:
        return words
    kept: list[str] = []
    for word in words:
        if word in before:
            before[word] += 1
        kept.append(GAP if before.get(word, 0) > MOST_REPEATS else word)
    return kept
