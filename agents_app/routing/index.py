"""An index in memory: what each word says for each agent, and the agents' words in order.

What a word says for an agent follows from that agent's text alone (lengths are held against fixed
ones, not against the average), so one agent is taken in or out without touching the others, and
leaves nothing behind; how rare a word is, is counted when a task is asked, within the collection
that it is asked of.
"""

from __future__ import annotations

import zlib
from array import array
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, get_args

from agents_app.routing.reading import FIELDS, Entry, read_entry
from agents_app.routing.vocabulary import FIELD, LINE, UNTOLD, Vocabulary
from agents_app.routing.words import fold, pieces


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

# A word is as rare as it is in a part: many texts speak of Django, few agents are named for it.
Part = Literal["head", "text"]
PARTS: dict[str, Part] = {
    "name": "head",
    "description": "head",
    "opening": "text",
    "body": "text",
    "examples": "text",
}


@dataclass(frozen=True, slots=True)
class Document:
    """An agent in the index: its words, a character each, and the same lines as written."""

    key: str
    scope: str
    words: str
    packed: bytes

    def codes(self, part: Part) -> set[str]:
        """Return the words that it says in a part."""
        fields = zip(FIELDS, self.words.split(FIELD), strict=True)
        return set("".join(coded for field, coded in fields if PARTS[field] == part)) - {LINE}

    def lines(self) -> list[str]:
        """Return the lines of all fields as written, as many as ``words`` has."""
        return zlib.decompress(self.packed).decode().replace(FIELD, LINE).split(LINE)


class Posting:
    """Who uses a word, by slot in ascending order, and what it says for each."""

    __slots__ = ("slots", "weights")

    def __init__(self) -> None:
        self.slots = array("I")
        self.weights = array("f")

    def __len__(self) -> int:
        return len(self.slots)

    def __iter__(self) -> Iterator[tuple[int, float]]:
        return zip(self.slots, self.weights, strict=True)

    def put(self, slot: int, weight: float) -> None:
        """Take a user in; nearly always the last one."""
        if not self.slots or self.slots[-1] < slot:
            self.slots.append(slot)
            self.weights.append(weight)
        else:
            place = bisect_left(self.slots, slot)
            self.slots.insert(place, slot)
            self.weights.insert(place, weight)

    def drop(self, slot: int) -> None:
        """Leave a user out, who must be there."""
        place = bisect_left(self.slots, slot)
        del self.slots[place], self.weights[place]

    def of(self, slot: int) -> float:
        """Return what the word says for a slot, 0 for one that does not use it."""
        place = bisect_left(self.slots, slot)
        there = place < len(self.slots) and self.slots[place] == slot
        return self.weights[place] if there else 0.0

    def within(self, those: set[int]) -> Posting:
        """Return those of some slots alone."""
        kept = Posting()
        for slot, weight in self:
            if slot in those:
                kept.slots.append(slot)
                kept.weights.append(weight)
        return kept


class Index:
    """Agents by word. Not safe for threads by itself: whoever shares one holds a lock."""

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        self.documents: dict[int, Document] = {}
        self.in_scope: dict[str, set[int]] = defaultdict(set)
        self.vocabulary = Vocabulary()
        self._slots: dict[str, int] = {}
        self._free: list[int] = []
        self._postings: dict[Part, dict[str, Posting]] = {part: {} for part in get_args(Part)}
        for entry in entries:
            self.put(entry)

    def __len__(self) -> int:
        return len(self.documents)

    @property
    def slots(self) -> int:
        """Return a number above every slot."""
        return len(self.documents) + len(self._free)

    def put(self, entry: Entry) -> None:
        """Take an agent in, instead of what was there under its key."""
        self.drop(entry.key)
        slot = self._free.pop() if self._free else len(self.documents)
        coded, written = [], []
        said: dict[Part, dict[str, float]] = {part: {} for part in self._postings}
        for field, text in zip(FIELDS, read_entry(entry).texts, strict=True):
            lines = [line.strip() for line in text.replace(FIELD, " ").split(LINE)]
            joined = LINE.join(filter(None, lines))
            codes = self.vocabulary.write(pieces(fold(joined)))
            _weigh(field, codes, said[PARTS[field]])
            coded.append(codes)
            written.append(joined)
        for part, weights in said.items():
            postings = self._postings[part]
            for code, weight in weights.items():
                posting = postings.get(code)
                if posting is None:
                    posting = postings[code] = Posting()
                posting.put(slot, weight)
        packed = zlib.compress(FIELD.join(written).encode(errors="replace"), 1)
        self.documents[slot] = Document(entry.key, entry.scope, FIELD.join(coded), packed)
        self._slots[entry.key] = slot
        self.in_scope[entry.scope].add(slot)

    def drop(self, key: str) -> None:
        """Forget an agent, and the words that nobody else uses."""
        slot = self._slots.pop(key, None)
        if slot is None:
            return
        document = self.documents.pop(slot)
        self._free.append(slot)
        self.in_scope[document.scope].discard(slot)
        for part, postings in self._postings.items():
            for code in document.codes(part):
                postings[code].drop(slot)
                if not postings[code]:
                    del postings[code]
        for code in set(document.words) - {LINE, FIELD, UNTOLD}:
            if not any(code in postings for postings in self._postings.values()):
                self.vocabulary.forget(code)

    def within(self, scopes: Iterable[str]) -> set[int]:
        """Return the slots of the agents of some scopes."""
        return set().union(*(self.in_scope.get(scope, ()) for scope in scopes))

    def posting(self, part: Part, code: str, within: set[int] | None = None) -> Posting:
        """Return who uses a word in a part, of some slots or of all."""
        posting = self._postings[part].get(code) or Posting()
        return posting if within is None else posting.within(within)


def _weigh(field: str, codes: str, said: dict[str, float]) -> None:
    counts = Counter(codes)
    counts.pop(LINE, None)
    size = counts.total()
    weigh = WEIGHINGS[field].of
    worth: dict[int, float] = {}
    for code, count in counts.items():
        if count not in worth:
            worth[count] = weigh(count, size)
        said[code] = said.get(code, 0.0) + worth[count]
