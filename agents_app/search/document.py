"""What an agent says, as words by field: what is indexed, and what an explanation counts."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from agents_app.definitions import Definition
from agents_app.search.words import words_of

# PostgreSQL keeps positions up to 16,383 and 255 of one word. Both databases get the same words,
# cut to that; the largest real prompt has 7,000. A gap keeps the place of a word left out, and
# keeps phrases from running over from one entry into the next.
GAP = "_"
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
    return Document(
        {name: tuple(_bounded(texts, MOST_WORDS[name], seen)) for name, texts in said.items()}
    )


def profile_of(definition: Definition) -> str:
    """Return what decides which tools an agent may use; equal for agents that may use the same."""
    access = definition.access
    parts = {
        "inherits": access.inherits,
        "allow": sorted({grant.tool.name for grant in access.allowed()}),
        "deny": sorted({grant.tool.name for grant in access.denied()}),
        "capabilities": list(access.capabilities),
    }
    return json.dumps(parts, ensure_ascii=True, separators=(",", ":"))


def _bounded(texts: Iterable[str], most: int, seen: Counter[str]) -> Iterator[str]:
    entries = (chain(words_of(text), [GAP]) for text in texts)
    for place, word in enumerate(chain.from_iterable(entries)):
        if place >= most:
            return
        seen[word] += 1
        yield word if seen[word] <= MOST_REPEATS else GAP
