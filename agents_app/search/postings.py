"""Postings: what words are worth in agents, packed so that one row serves many agents.

A row is a word in a block of agents whose ids follow one another. It holds one byte for the place
of each agent in the block, in order, and then two bytes for each agent's impact.
"""

from __future__ import annotations

import struct
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

BLOCK = 256

Pair = tuple[str, int]  # a word and a block
Row = tuple[str, int, bytes]


def pack(impacts: Mapping[int, int]) -> bytes:
    """Return impacts by place in the block as bytes."""
    places = sorted(impacts)
    return bytes(places) + _layout(len(places)).pack(*(impacts[place] for place in places))


def unpack(block: int, packed: bytes) -> Iterator[tuple[int, int]]:
    """Return agents with their impacts."""
    count = len(packed) // 3
    first = block * BLOCK
    places = packed[:count]
    impacts: tuple[int, ...] = _layout(count).unpack_from(packed, count)
    return zip([first + place for place in places], impacts, strict=True)


def changes_of(
    old: Mapping[int, Iterable[str]], new: Mapping[int, Mapping[str, int]]
) -> dict[Pair, dict[int, int]]:
    """Return what changes by word and block: impacts by agent, 0 where a word is no longer said.

    old: words that agents may have said before; new: impacts of what they say now.
    """
    changes: defaultdict[Pair, dict[int, int]] = defaultdict(dict)
    for agent, words in old.items():
        for word in words:
            changes[word, agent // BLOCK][agent] = 0
    for agent, impacts in new.items():
        for word, impact in impacts.items():
            changes[word, agent // BLOCK][agent] = impact
    return dict(changes)


def changed_rows(
    changes: Mapping[Pair, Mapping[int, int]], stored: Iterable[Row]
) -> tuple[list[Row], list[Pair]]:
    """Return the rows to write and those to erase, in the order of the index.

    stored: the rows of these words and blocks, as far as there are any.
    """
    before = {(word, block): packed for word, block, packed in stored}
    rows: list[Row] = []
    empty: list[Pair] = []
    for pair in sorted(changes):
        (word, block), packed = pair, bytes(before.get(pair, b""))
        impacts = {**dict(unpack(block, packed)), **changes[pair]}
        now = pack({agent % BLOCK: impact for agent, impact in impacts.items() if impact})
        if now and now != packed:
            rows.append((word, block, now))
        elif packed and not now:
            empty.append(pair)
    return rows, empty


@cache
def _layout(count: int) -> struct.Struct:
    return struct.Struct(f"<{count}H")
