"""No two texts take long to compare.

The limit is far above what is needed, so that a busy machine does not fail the test: each of these
takes under half a second.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable

import pytest

from agents_app.definitions.diff import difference, unified
from agents_app.definitions.source import MAX_BYTES
from tests.agents_app.definitions.diff.comparing import read

SECONDS = 2.0
HEAD = "---\nname: code-reader\ndescription: Use it.\ntools: Read\n---\n"
ROOM = MAX_BYTES - len(HEAD)


def filled(parts: list[str]) -> str:
    whole = "".join(parts)
    return HEAD + (whole * (ROOM // len(whole) + 1))[:ROOM]


def shuffled(*choices: str, seed: int, count: int = 500_000) -> str:
    rng = random.Random(seed)
    return filled([rng.choice(choices) for _ in range(count)])


def onion(number: int) -> tuple[str, str]:
    """Peel: each anchor that is found uncovers but one more."""
    old = [f"{at // 2}\n" for at in range(number)]
    return HEAD + "".join(old), HEAD + "".join(old[1::2] + old[::2])


def tools(one: str, other: str) -> str:
    allow, deny = (", ".join(f"mcp__{each}{n}__t" for n in range(250)) for each in (one, other))
    return HEAD.replace("tools: Read", f"tools: {allow}\ndisallowedTools: {deny}")


NUMBERS = [f"{number}\n" for number in range(9_000)]
PAIRS: dict[str, Callable[[], tuple[str, str]]] = {
    "empty lines": lambda: (filled(["\n"]), filled(["\na"])),
    "two kinds of lines": lambda: (shuffled("a\n", "b\n", seed=1), shuffled("a\n", "b\n", seed=2)),
    "two kinds of few lines": lambda: (
        HEAD + shuffled("a\n", "b\n", seed=1)[100:2_000],
        HEAD + shuffled("a\n", "b\n", seed=2)[100:2_000],
    ),
    "a thousand kinds": lambda: (
        shuffled(*NUMBERS[:1_000], seed=1),
        shuffled(*NUMBERS[:1_000], seed=2),
    ),
    "another order": lambda: (
        HEAD + "".join(NUMBERS),
        HEAD + "".join(random.Random(1).sample(NUMBERS, len(NUMBERS))),
    ),
    "the other way round": lambda: (HEAD + "".join(NUMBERS), HEAD + "".join(NUMBERS[::-1])),
    "an onion": lambda: onion(9_000),
    "headings": lambda: (filled(["# a\n"]), filled(["# b\n"])),
    "other headings": lambda: (
        HEAD + "".join(f"## a{n}\nx{n}\n" for n in range(4_000)),
        HEAD + "".join(f"## b{n}\nx{n}\n" for n in range(4_000)),
    ),
    "one line": lambda: (filled(["a"]), filled(["b"])),
    "blanks": lambda: (filled([" a"]), filled(["a "])),
    "old Mac": lambda: (filled(["a\r"]), filled(["b\r"])),
    "tools": lambda: (tools("a", "b"), tools("b", "a")),
}


@pytest.mark.parametrize("pair", PAIRS)
def test_two_texts_are_compared_at_once(pair: str) -> None:
    old, new = (text.encode() for text in PAIRS[pair]())
    before, after = read(old), read(new)
    began = time.process_time()
    difference(before, after)
    assert time.process_time() - began < SECONDS
    began = time.process_time()
    unified(old, new, "old", "new")
    assert time.process_time() - began < SECONDS
