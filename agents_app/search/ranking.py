"""How much a word weighs: BM25 over weighted fields, in whole numbers, so no database rounds.

What a word is worth within one agent (its impact) is fixed when the agent is indexed: lengths
are held against usual ones instead of the average of the day. Only rarity is asked later.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

# Field by field: what a word in it weighs, and how many words it usually has. The lengths are
# medians of real collections, rounded.
FIELDS: dict[str, tuple[float, int]] = {
    "name": (8.0, 3),
    "title": (4.0, 3),
    "description": (5.0, 40),
    "headings": (3.0, 30),
    "points": (1.5, 250),
    "body": (1.0, 900),
    "tools": (3.0, 6),
    "targets": (1.5, 12),
}
LARGEST_IMPACT = 1_000
_SATURATION = 6.0
_LENGTH_MATTERS = 0.5
# A word said once or twice in a long prompt, and nowhere else, finds the agent but does not rank
# it: leaving those out halves the index.
_LEAST_WEIGHT = 2.5
_RARITY_STEPS = 100
SCALE = LARGEST_IMPACT * _RARITY_STEPS


def impacts(fields: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """Return what each word is worth in an agent with these words by field."""
    weights: defaultdict[str, float] = defaultdict(float)
    for name, words in fields.items():
        weight, usual = FIELDS[name]
        length = 1 - _LENGTH_MATTERS + _LENGTH_MATTERS * len(words) / usual
        for word, times in Counter(words).items():
            weights[word] += weight * times / length
    return {word: _impact(weight) for word, weight in weights.items() if weight >= _LEAST_WEIGHT}


def rarity(among: int, holders: int) -> int:
    """Return what a word counts for that so many of so many agents hold; never nothing."""
    ratio = 1 + (max(among, holders) - holders + 0.5) / (holders + 0.5)
    return max(1, round(_RARITY_STEPS * math.log(ratio)))


def score_of(points: int) -> float:
    """Return points as the score that readers see."""
    return round(points / SCALE, 4)


def _impact(weight: float) -> int:
    return round(LARGEST_IMPACT * weight / (_SATURATION + weight))
