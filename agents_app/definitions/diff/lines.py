"""Which lines stayed: patience first, exact in the gaps, and never slow.

Lines that occur once on each side are anchors; between two anchors the same is asked again, and
where there is none, the longest common subsequence is found in a table. All of it is bounded:
where a bound is met, the stretch in question is one block, replaced as a whole, and the answer is
*coarse*. Coarse answers are true, only longer than need be. difflib is not used: it takes minutes
for texts of many equal lines.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

# Of both sides together, without the lines that they begin and end with; real prompts that differ
# in everything have 3,000.
MAX_LINES = 20_000
# Cells of all tables together, about a fifth of a second.
MAX_CELLS = 1_000_000
MAX_DEPTH = 32


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch that differs: 0-based, half open, on both sides; one side may be empty."""

    old_from: int
    old_to: int
    new_from: int
    new_to: int


@dataclass(slots=True)
class Alignment:
    """Blocks in order, with at least one equal line between two of them; coarse: see above."""

    blocks: list[Block] = field(default_factory=list)
    coarse: bool = False


def align(old: Sequence[str], new: Sequence[str]) -> Alignment:
    """Find the stretches in which two texts differ."""
    aligner = _Aligner(old, new)
    aligner.gap(Block(0, len(old), 0, len(new)), 0)
    return Alignment(_joined(aligner.found), aligner.coarse)


def _joined(blocks: list[Block]) -> list[Block]:
    """Join blocks that touch, as those of neighbouring gaps may."""
    joined: list[Block] = []
    for block in blocks:
        last = joined[-1] if joined else None
        if last and (last.old_to, last.new_to) == (block.old_from, block.new_from):
            joined[-1] = Block(last.old_from, block.old_to, last.new_from, block.new_to)
        else:
            joined.append(block)
    return joined


class _Aligner:
    """Numbers in place of lines, and what is left of the bounds."""

    def __init__(self, old: Sequence[str], new: Sequence[str]) -> None:
        numbers: dict[str, int] = {}
        self.old = [numbers.setdefault(line, len(numbers)) for line in old]
        self.new = [numbers.setdefault(line, len(numbers)) for line in new]
        self.cells = MAX_CELLS
        self.coarse = False
        self.found: list[Block] = []

    def gap(self, whole: Block, depth: int) -> None:
        """Find the blocks of a gap, and keep them in order."""
        gap = self._trimmed(whole)
        olds, news = gap.old_to - gap.old_from, gap.new_to - gap.new_from
        if not olds and not news:
            return
        before = self.old[gap.old_from : gap.old_to]
        after = self.new[gap.new_from : gap.new_to]
        if not set(before) & set(after):
            self.found.append(gap)
        elif olds + news > MAX_LINES or depth == MAX_DEPTH:
            self.coarse = True
            self.found.append(gap)
        elif anchors := _anchors(before, after):
            self._between(gap, anchors, depth)
        elif olds * news <= self.cells:
            self.cells -= olds * news
            self._between(gap, common_run(before, after), depth)
        else:
            self.coarse = True
            self.found.append(gap)

    def _trimmed(self, gap: Block) -> Block:
        """Leave out the lines with which both sides begin and end."""
        old_from, old_to, new_from, new_to = gap.old_from, gap.old_to, gap.new_from, gap.new_to
        while old_from < old_to and new_from < new_to and self.old[old_from] == self.new[new_from]:
            old_from, new_from = old_from + 1, new_from + 1
        while (
            old_to > old_from and new_to > new_from and self.old[old_to - 1] == self.new[new_to - 1]
        ):
            old_to, new_to = old_to - 1, new_to - 1
        return Block(old_from, old_to, new_from, new_to)

    def _between(self, gap: Block, pairs: list[tuple[int, int]], depth: int) -> None:
        """Go on in what lies between pairs of equal lines, counted from the gap's beginning."""
        old_from, new_from = gap.old_from, gap.new_from
        for old, new in pairs:
            old_at, new_at = gap.old_from + old, gap.new_from + new
            self.gap(Block(old_from, old_at, new_from, new_at), depth + 1)
            old_from, new_from = old_at + 1, new_at + 1
        self.gap(Block(old_from, gap.old_to, new_from, gap.new_to), depth + 1)


def _anchors(old: Sequence[int], new: Sequence[int]) -> list[tuple[int, int]]:
    """Return the longest rising run of lines that each side has once, as pairs of places."""
    once = {line for line, count in Counter(old).items() if count == 1}
    once &= {line for line, count in Counter(new).items() if count == 1}
    place = {line: at for at, line in enumerate(new) if line in once}
    pairs = [(at, place[line]) for at, line in enumerate(old) if line in once]
    ends: list[int] = []  # the lowest place on the new side that ends a run of each length
    tails: list[int] = []  # the pair which does
    before: list[int] = []
    for index, (_, at) in enumerate(pairs):
        length = bisect_left(ends, at)
        before.append(tails[length - 1] if length else -1)
        if length == len(ends):
            ends.append(at)
            tails.append(index)
        else:
            ends[length], tails[length] = at, index
    return list(_walked_back(pairs, before, tails[-1] if tails else -1))[::-1]


def _walked_back(
    pairs: list[tuple[int, int]], before: list[int], index: int
) -> Iterator[tuple[int, int]]:
    while index >= 0:
        yield pairs[index]
        index = before[index]


def common_run(old: Sequence[int], new: Sequence[int]) -> list[tuple[int, int]]:
    """Return a longest common subsequence, as pairs of places."""
    # A length is at most the root of MAX_CELLS, which two bytes hold.
    table = [array("H", bytes(2 * (len(new) + 1))) for _ in range(len(old) + 1)]
    for row in range(len(old) - 1, -1, -1):
        line, here, below = old[row], table[row], table[row + 1]
        for column in range(len(new) - 1, -1, -1):
            if new[column] == line:
                here[column] = below[column + 1] + 1
            else:
                here[column] = max(below[column], here[column + 1])
    pairs, row, column = [], 0, 0
    while row < len(old) and column < len(new):
        if old[row] == new[column]:
            pairs.append((row, column))
            row, column = row + 1, column + 1
        elif table[row + 1][column] >= table[row][column + 1]:
            row += 1
        else:
            column += 1
    return pairs
