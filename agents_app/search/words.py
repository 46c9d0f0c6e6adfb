"""What a word is: folded runs of letters and digits, the same in texts and in questions."""

from __future__ import annotations

import re
import unicodedata

from agents_app.definitions.names import spelled_out

MOST_CHARACTERS = 64

# Chinese and Japanese are written without blanks: there each sign is a word, runs are phrases.
_SIGNS = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_WORD = re.compile(f"[{_SIGNS}]|[^\\W_{_SIGNS}]+")


def fold(text: str) -> str:
    """Return a text without case and accents; ``C#``, ``C++`` and ``.NET`` as in keys."""
    text = spelled_out(text)
    if text.isascii():
        return text
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def words_of(text: str) -> list[str]:
    """Return the words of a text in order; names fall apart at hyphens, dots and underscores."""
    return [word[:MOST_CHARACTERS] for word in _WORD.findall(fold(text))]
