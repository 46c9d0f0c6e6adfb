"""Did you mean: the names nearest to one that is not there."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import fuzz, process

_SIMILAR = 70.0  # of 100, rapidfuzz's ratio


def near(word: str, candidates: Iterable[str], *, most: int = 3) -> list[str]:
    """Return up to ``most`` candidates that ``word`` may be a slip of, nearest first."""
    found = process.extract(
        word,
        list(candidates),
        scorer=fuzz.ratio,
        processor=str.casefold,  # "BASH" is a slip of "Bash", not a stranger to it
        limit=most,
        score_cutoff=_SIMILAR,
    )
    return [name for name, _, _ in found]


def likeness(wanted: str, name: str) -> float:
    """Say from 0 to 100 how likely ``wanted`` means the agent ``name``.

    The first part of a kebab name tells more than the rest: ``docker-expert`` is no slip of
    ``redis-expert``, though most of their letters are the same.
    """
    whole = fuzz.ratio(wanted, name)
    head = fuzz.ratio(wanted.partition("-")[0], name.partition("-")[0])
    return (whole + head) / 2


def nearest_agent(wanted: str, names: Iterable[str]) -> str | None:
    """Return the agent's name that ``wanted`` most likely means, None where none is near."""
    shortlist = process.extract(wanted, list(names), scorer=fuzz.ratio, limit=20, score_cutoff=60)
    likely = [(likeness(wanted, name), name) for name, _, _ in shortlist if name != wanted]
    best = max(likely, key=lambda pair: (pair[0], pair[1]), default=(0.0, ""))
    return best[1] if best[0] >= _SIMILAR else None
