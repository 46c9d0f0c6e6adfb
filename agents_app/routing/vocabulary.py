"""One character for each word, so that a text is a string and two words side by side are found.

Words that no agent uses any longer give their character back: agents may come and go for ever.
"""

from __future__ import annotations

from agents_app.routing.stems import stem

_FIRST = 32
# There are no more characters than that; words that come later are not told apart.
_MOST_WORDS = 0x10FFFF - _FIRST
_MOST_SPELLINGS = 200_000
UNTOLD = "\x01"
LINE = "\n"
FIELD = "\0"


class Vocabulary:
    """Stems by character, and back."""

    def __init__(self) -> None:
        self._codes: dict[str, str] = {}
        self._stems: list[str] = []
        self._free: list[str] = []
        self._spellings = _Spellings(self)

    def __len__(self) -> int:
        return len(self._codes)

    def find(self, word: str) -> str | None:
        """Return the character of a stem, None where no agent uses it."""
        return self._codes.get(word)

    def learn(self, word: str) -> str:
        """Return the character of a stem, a new one where it is new."""
        code = self._codes.get(word)
        if code is not None:
            return code
        if self._free:
            code = self._free.pop()
            self._stems[ord(code) - _FIRST] = word
        elif len(self._stems) < _MOST_WORDS:
            code = chr(_FIRST + len(self._stems))
            self._stems.append(word)
        else:
            return UNTOLD
        self._codes[word] = code
        return code

    def forget(self, code: str) -> None:
        """Give a character back; nobody may hold it any longer."""
        del self._codes[self._stems[ord(code) - _FIRST]]
        self._free.append(code)
        self._spellings.clear()

    def write(self, words: list[str]) -> str:
        """Return words as they are spelled, and line ends, as their characters."""
        if len(self._spellings) > _MOST_SPELLINGS:
            self._spellings.clear()
        return "".join(map(self._spellings.__getitem__, words))


class _Spellings(dict[str, str]):
    """The character of each spelling met: most words of a text were met in another."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        super().__init__()
        self._vocabulary = vocabulary

    def __missing__(self, word: str) -> str:
        code = LINE if word == LINE else self._vocabulary.learn(stem(word))
        self[word] = code
        return code
