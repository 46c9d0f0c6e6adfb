"""What a word is: folded runs of letters and digits, the same in texts and in questions."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from agents_app.definitions.names import spelled_out

MOST_CHARACTERS = 64

# Chinese and Japanese are written without blanks: there each sign is a word, runs are phrases.
_SIGNS = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_END = "\0"  # stands in no text
_WORD = re.compile(f"[{_SIGNS}]|[^\\W_{_SIGNS}]+|{_END}")
_PLAIN_WORD = re.compile(f"[a-z0-9]+|{_END}")
_FOREIGN = re.compile(r"[^\x00-\x7f]+")


def fold(text: str) -> str:
    """Return a text without case and accents; ``C#``, ``C++`` and ``.NET`` as in keys."""
    text = spelled_out(text)
    if text.isascii():
        return text
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return _FOREIGN.sub(_without_accents, apart)


def words_of(text: str) -> list[str]:
    """Return the words of a text in order; names fall apart at hyphens, dots and underscores."""
    return entries_of([text.replace(_END, " ")], "")[:-1]


def entries_of(texts: Iterable[str], end: str) -> list[str]:
    """Return the words of texts in order, with ``end`` behind each text."""
    text = fold("".join(f"{text}{_END}" for text in texts))
    pattern = _PLAIN_WORD if text.isascii() else _WORD
    return [end if word == _END else word[:MOST_CHARACTERS] for word in pattern.findall(text)]


def _without_accents(run: re.Match[str]) -> str:
    return "".join(letter for letter in run[0] if not unicodedata.combining(letter))
