"""An index in memory: what each word says for each agent, and the agents' words in order.

What a word says for an agent follows from that agent's text alone (lengths are held against fixed
ones, not against the average), so one agent is taken in or out without touching the others; how
rare a word is, is counted when a task is asked, within the collection that it is asked of.
"""

from __future__ import annotations

import zlib
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from agents_app.routing.reading import FIELDS, Entry, read_entry
from agents_app.routing.words import cut, fold

# Words are kept as one character each, so that "these two words side by side" is a search in a
# string. There are no more characters than that; words that come later are not told apart.
_FIRST_CODE = 32
_MOST_WORDS = 0x10FFFF - _FIRST_CODE
_UNTOLD = "\x01"
LINE = "\n"
FIELD = "\0"


@dataclass(frozen=True, slots=True)
class Weighing:
    """How much a word says in a field.

    weight: at most this, times 1 + saturation. saturation: how often is often. length: how much a
    long field is held against its words, from 0 to 1; usual: the length that counts as 1.
    """

    weight: float
    saturation: float
    length: float
    usual: float

    def of(self, count: int, size: int) -> float:
        """Return what ``count`` times in a field of ``size`` words says (BM25)."""
        slack = self.saturation * (1 - self.length + self.length * size / self.usual)
        return self.weight * count * (1 + self.saturation) / (count + slack)


WEIGHINGS = {
    "name": Weighing(1.0, 0.6, 0.3, 3),
    "description": Weighing(1.0, 1.0, 0.5, 30),
    "opening": Weighing(0.3, 1.0, 0.5, 25),
    "body": Weighing(1.5, 0.9, 0.4, 600),
    "examples": Weighing(1.0, 1.2, 0.5, 60),
}


@dataclass(frozen=True, slots=True)
class Document:
    """An agent in the index: its words, a character each, and the same lines as written."""

    key: str
    scope: str
    words: str
    packed: bytes

    def lines(self) -> list[tuple[str, str, str]]:
        """Return each line as its field, its words and its text."""
        written = zlib.decompress(self.packed).decode().split(FIELD)
        return [
            (field, words, text)
            for field, coded, texts in zip(FIELDS, self.words.split(FIELD), written, strict=True)
            for words, text in zip(coded.split(LINE), texts.split(LINE), strict=True)
        ]


class Index:
    """Agents by word. Not safe for threads by itself: whoever shares one holds a lock."""

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        self.documents: dict[int, Document] = {}
        self.in_scope: dict[str, set[int]] = defaultdict(set)
        self._slots: dict[str, int] = {}
        self._codes: dict[str, str] = {}
        self._postings: dict[str, tuple[array[int], array[float]]] = {}
        self._next = 0
        for entry in entries:
            self.put(entry)

    def __len__(self) -> int:
        return len(self.documents)

    @property
    def waste(self) -> int:
        """Return how many texts are no longer those of an agent, but still in the postings."""
        return self._next - len(self.documents)

    def put(self, entry: Entry) -> None:
        """Take an agent in, instead of what was there under its key."""
        self.drop(entry.key)
        slot, self._next = self._next, self._next + 1
        coded, written = [], []
        said: dict[str, float] = {}
        for field, text in zip(FIELDS, read_entry(entry).texts, strict=True):
            lines = [line.replace(FIELD, " ").strip() for line in text.split(LINE)]
            lines = [line for line in lines if line]
            # Folded at once and cut by line: a line's words are never its neighbour's.
            codes = [
                "".join(map(self._code, cut(line))) for line in fold(LINE.join(lines)).split(LINE)
            ]
            self._weigh(field, codes, said)
            coded.append(LINE.join(codes))
            written.append(LINE.join(lines))
        for code, weight in said.items():
            slots, weights = self._postings.setdefault(code, (array("L"), array("f")))
            slots.append(slot)
            weights.append(weight)
        packed = zlib.compress(FIELD.join(written).encode(errors="replace"), 1)
        self.documents[slot] = Document(entry.key, entry.scope, FIELD.join(coded), packed)
        self._slots[entry.key] = slot
        self.in_scope[entry.scope].add(slot)

    def drop(self, key: str) -> None:
        """Forget an agent; what its words said stays, for nobody, until the index is built anew."""
        slot = self._slots.pop(key, None)
        if slot is not None:
            self.in_scope[self.documents.pop(slot).scope].discard(slot)

    def code_of(self, word: str) -> str | None:
        """Return the character of a word, None where no agent ever used it."""
        return self._codes.get(word)

    def weights(self, code: str, scope: str | None) -> dict[int, float]:
        """Return what a word says for each agent of a scope that uses it."""
        slots, weights = self._postings[code]
        within = self.documents.keys() if scope is None else self.in_scope.get(scope, set())
        return {slot: weight for slot, weight in zip(slots, weights, strict=True) if slot in within}

    def _weigh(self, field: str, codes: list[str], said: dict[str, float]) -> None:
        counts = Counter("".join(codes))
        size = counts.total()
        for code, count in counts.items():
            said[code] = said.get(code, 0.0) + WEIGHINGS[field].of(count, size)

    def _code(self, word: str) -> str:
        if word not in self._codes:
            if len(self._codes) >= _MOST_WORDS:
                return _UNTOLD
            code = chr(_FIRST_CODE + len(self._codes))
            self._codes[word] = code
        return self._codes[word]
