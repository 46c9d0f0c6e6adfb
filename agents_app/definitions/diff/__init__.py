"""What changed between two definitions, told by what it means: what it may do comes first.

    from agents_app.definitions.diff import difference, unified

    diff = difference(old, new)
    diff.capabilities.gained, diff.tools.gained, diff.bump
    unified(old.source.data, new.source.data, "old.md", "new.md")

``difference(a, a)`` is empty, and what is gained from a to b is what is lost from b to a. Time and
size are bounded: see ``lines`` and ``hunks``.
"""

from agents_app.definitions.diff.diff import Diff, difference
from agents_app.definitions.diff.hunks import Hunk, unified
from agents_app.definitions.diff.reasons import BUMPS, REASONS

__all__ = ["BUMPS", "REASONS", "Diff", "Hunk", "difference", "unified"]
