"""Snippets: where a question's words stand in a text, marked, with all else escaped."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from agents_app.search.question import Question, Term
from agents_app.search.words import MOST_CHARACTERS, fold, words_of

MOST_SNIPPETS = 3
_BEFORE = 60
_LENGTH = 200
_PIECE = re.compile(r"[^\W_]+(?:#|\+\+)?")


@dataclass(frozen=True, slots=True)
class Snippet:
    """A piece of one field: HTML in which only ``<mark>`` is markup."""

    field: str
    text: str


def make_snippets(marker: Marker, said: Iterable[tuple[str, str]]) -> list[Snippet]:
    """Return up to three snippets, one a field, of texts in the order they are given."""
    snippets: dict[str, Snippet] = {}
    for field, text in said:
        if len(snippets) == MOST_SNIPPETS:
            break
        if field not in snippets and (piece := marker.first_in(text)):
            snippets[field] = Snippet(field, marker.mark(*_around(text, piece)))
    return list(snippets.values())


class Marker:
    """Knows which words of a text answer a question."""

    def __init__(self, question: Question) -> None:
        terms = question.ranked_words()
        self.whole = {term.words[0] for term in terms}
        self.begin = tuple(term.words[0] for term in terms if term.prefix)
        self.known: dict[str, bool] = {}
        self.plain = [_plain_pattern(term) for term in terms]

    def first_in(self, text: str) -> re.Match[str] | None:
        """Return where the first answer in a text stands; most texts have none."""
        if text.isascii() and "#" not in text and "++" not in text:
            # Nothing but its case is folded, so answers can be looked for as they are.
            lower = text.lower()
            found = filter(None, (pattern.search(lower) for pattern in self.plain))
            return min(found, key=re.Match.start, default=None)
        folded = fold(text)
        if not any(word in folded for word in self.whole):
            return None
        return next((each for each in _PIECE.finditer(text) if self.answers(each[0])), None)

    def answers(self, piece: str) -> bool:
        """Return whether a piece of text holds a word that is asked for; texts repeat theirs."""
        answer = self.known.get(piece)
        if answer is None:
            # A plain word is folded by its case alone; texts are full of these.
            words = (
                [piece.lower()[:MOST_CHARACTERS]]
                if piece.isascii() and piece.isalnum()
                else words_of(piece)
            )
            begins = bool(self.begin) and any(word.startswith(self.begin) for word in words)
            answer = self.known[piece] = begins or not self.whole.isdisjoint(words)
        return answer

    def mark(self, before: str, text: str, behind: str) -> str:
        """Return a text with its answers marked, between what stands for the rest."""
        parts, at = [before], 0
        for piece in _PIECE.finditer(text):
            if self.answers(piece[0]):
                parts += [escape(text[at : piece.start()]), f"<mark>{escape(piece[0])}</mark>"]
                at = piece.end()
        return "".join([*parts, escape(text[at:]), behind])


def _plain_pattern(term: Term) -> re.Pattern[str]:
    """Return what finds a word in plain text; it begins with the word, which is found quickly."""
    (word,) = term.words
    goes_on = term.prefix or len(word) == MOST_CHARACTERS  # what is longer was cut
    behind = "[a-z0-9]*" if goes_on else "(?![a-z0-9])"
    return re.compile(f"{word}(?<![a-z0-9]{word}){behind}")


def _around(text: str, piece: re.Match[str]) -> tuple[str, str, str]:
    """Return the text around a piece, cut at blanks, with an ellipsis on each side cut off."""
    start = max(0, piece.start() - _BEFORE)
    if start:
        blank = text.find(" ", start, piece.start())
        start = piece.start() if blank < 0 else blank + 1
    end = start + _LENGTH
    if end < len(text):
        blank = text.rfind(" ", piece.end(), end)
        end = max(piece.end(), end) if blank < 0 else blank
    inside = " ".join(text[start:end].split())
    return ("…" if start else ""), inside, ("…" if end < len(text) else "")
