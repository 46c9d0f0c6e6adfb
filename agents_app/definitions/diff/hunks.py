"""Changed lines in hunks, with three lines around them, as a unified diff has them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from agents_app.definitions.diff.lines import Alignment, Block, align
from agents_app.definitions.source import Source

CONTEXT = 3
# What the diff of a prompt shows; twice what the largest real prompt would need if all of it
# changed. The unified diff is whole.
MAX_SHOWN_LINES = 5_000
MAX_SHOWN_CHARACTERS = 256 * 1024


@dataclass(frozen=True, slots=True)
class Hunk:
    """Neighbouring changes; each line begins with ``" "``, ``"-"`` or ``"+"``.

    old_line, new_line: 1-based, the file's line of the first line shown of each side; where a
    side has none, the line before.
    """

    old_line: int
    old_count: int
    new_line: int
    new_count: int
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Prompt:
    """Changed lines of the body; line ends do not count.

    reworded: whether words changed, not blanks alone. added, removed: how many lines, also of
    hunks that are not shown. coarse: less was compared
    than could be, so that a hunk may hold lines that stayed. truncated: later hunks are left out.
    """

    reworded: bool
    added: int
    removed: int
    hunks: tuple[Hunk, ...]
    coarse: bool
    truncated: bool


def compare_prompts(old: Source, new: Source) -> Prompt:
    """Compare two bodies line by line."""
    before, after = old.lines[old.body_line - 1 :], new.lines[new.body_line - 1 :]
    alignment = align(before, after)
    shown: list[Hunk] = []
    lines = characters = 0
    truncated = False
    for hunk in _hunks(before, after, alignment, old.body_line, new.body_line):
        lines += len(hunk.lines)
        characters += sum(map(len, hunk.lines))
        if truncated := lines > MAX_SHOWN_LINES or characters > MAX_SHOWN_CHARACTERS:
            break
        shown.append(hunk)
    return Prompt(
        reworded=old.body.split() != new.body.split(),
        added=sum(block.new_to - block.new_from for block in alignment.blocks),
        removed=sum(block.old_to - block.old_from for block in alignment.blocks),
        hunks=tuple(shown),
        coarse=alignment.coarse,
        truncated=truncated,
    )


def unified(old: bytes, new: bytes, old_name: str, new_name: str) -> str:
    """Return the whole unified diff of two definition files, empty where they are equal.

    ``patch`` makes the new file of the old one with it, byte for byte: line ends count here.
    """
    before, after = _file_lines(old), _file_lines(new)
    alignment = align(before, after)
    if not alignment.blocks:
        return ""
    parts = [f"--- {old_name}\n", f"+++ {new_name}\n"]
    for hunk in _hunks(before, after, alignment, 1, 1):
        olds = f"{hunk.old_line},{hunk.old_count}"
        parts.append(f"@@ -{olds} +{hunk.new_line},{hunk.new_count} @@\n")
        parts += (
            line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
            for line in hunk.lines
        )
    return "".join(parts)


def _file_lines(data: bytes) -> list[str]:
    *lines, last = data.decode().split("\n")
    return [line + "\n" for line in lines] + ([last] if last else [])


def _hunks(
    old: Sequence[str], new: Sequence[str], alignment: Alignment, old_first: int, new_first: int
) -> Iterator[Hunk]:
    for blocks in _neighbours(alignment.blocks):
        first, last = blocks[0], blocks[-1]
        lead = min(CONTEXT, first.old_from)
        trail = min(CONTEXT, len(old) - last.old_to)
        olds = last.old_to - first.old_from + lead + trail
        news = last.new_to - first.new_from + lead + trail
        yield Hunk(
            old_line=first.old_from - lead + old_first - (not olds),
            old_count=olds,
            new_line=first.new_from - lead + new_first - (not news),
            new_count=news,
            lines=tuple(_drawn(old, new, blocks, lead, trail)),
        )


def _neighbours(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """Yield together the blocks whose surroundings touch."""
    together: list[Block] = []
    for block in blocks:
        if together and block.old_from - together[-1].old_to > 2 * CONTEXT:
            yield together
            together = []
        together.append(block)
    if together:
        yield together


def _drawn(
    old: Sequence[str], new: Sequence[str], blocks: Sequence[Block], lead: int, trail: int
) -> Iterator[str]:
    at = blocks[0].old_from - lead
    for block in blocks:
        yield from (" " + line for line in old[at : block.old_from])
        yield from ("-" + line for line in old[block.old_from : block.old_to])
        yield from ("+" + line for line in new[block.new_from : block.new_to])
        at = block.old_to
    yield from (" " + line for line in old[at : at + trail])
