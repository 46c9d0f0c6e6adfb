"""One thing on both sides."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

Thing = TypeVar("Thing")


@dataclass(frozen=True, slots=True)
class Change(Generic[Thing]):
    """What a thing was and what it is now."""

    old: Thing
    new: Thing


def changed(old: Thing, new: Thing) -> Change[Thing] | None:
    """Return the change, None where there is none."""
    return None if old == new else Change(old, new)
