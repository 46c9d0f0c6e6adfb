"""Which lines stayed, against a slow and certain way to find out."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents_app.definitions.diff import lines
from agents_app.definitions.diff.lines import Alignment, Block, align, common_run

TEXTS = st.lists(st.sampled_from("abcd"), max_size=24)


def rebuilt(old: list[str], new: list[str], alignment: Alignment) -> list[str]:
    """Make the new lines of the old ones, and of the blocks what each puts in."""
    made, at = [], 0
    for block in alignment.blocks:
        made += old[at : block.old_from] + new[block.new_from : block.new_to]
        at = block.old_to
    return made + old[at:]


@given(TEXTS, TEXTS)
def test_the_blocks_make_the_new_text(old: list[str], new: list[str]) -> None:
    alignment = align(old, new)
    assert rebuilt(old, new, alignment) == new
    assert not alignment.coarse
    assert bool(alignment.blocks) == (old != new)
    for one, following in zip(alignment.blocks, alignment.blocks[1:], strict=False):
        assert following.old_from > one.old_to
        assert following.new_from - one.new_to == following.old_from - one.old_to


@given(TEXTS, TEXTS)
def test_the_common_run_is_as_long_as_any(old: list[str], new: list[str]) -> None:
    numbers = [[ord(line) for line in text] for text in (old, new)]
    pairs = common_run(*numbers)
    assert pairs == sorted(pairs)
    assert all(old[here] == new[there] for here, there in pairs)
    assert len({here for here, _ in pairs}) == len({there for _, there in pairs}) == len(pairs)
    assert len(pairs) == longest("".join(old), "".join(new))


@cache
def longest(old: str, new: str) -> int:
    if not old or not new:
        return 0
    if old[0] == new[0]:
        return 1 + longest(old[1:], new[1:])
    return max(longest(old[1:], new), longest(old, new[1:]))


def test_lines_that_are_there_once_hold_the_rest_in_place() -> None:
    old, new = list("x.1.y.2.z."), list("x.1.n.2.z.")
    assert align(old, new).blocks == [Block(4, 5, 4, 5)]
    moved = list("123456789"), list("912345678")  # the longest run stays, one line moves
    assert align(*moved).blocks == [Block(0, 0, 0, 1), Block(8, 9, 9, 9)]


@pytest.mark.parametrize("bound", ["MAX_LINES", "MAX_CELLS", "MAX_DEPTH"])
def test_past_a_bound_the_answer_is_coarse_and_true(
    bound: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, new = list("xabcabcy"), list("zbacbcaw")
    fine = align(old, new)
    monkeypatch.setattr(lines, bound, 0)
    coarse = align(old, new)
    assert (fine.coarse, coarse.coarse) == (False, True)
    assert coarse.blocks == [Block(0, 8, 0, 8)]
    assert rebuilt(old, new, coarse) == new


def test_texts_without_a_common_line_are_not_coarse() -> None:
    many = [f"a{number}" for number in range(lines.MAX_LINES)]
    assert align(many, [line + "!" for line in many]) == Alignment(
        [Block(0, len(many), 0, len(many))], coarse=False
    )
