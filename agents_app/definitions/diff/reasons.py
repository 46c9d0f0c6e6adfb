"""Which version number a change deserves, and why: by what it may do to whoever uses the agent.

``major``: the agent can do more, or may be able to. ``minor``: it behaves differently otherwise, or
can do less. ``patch``: it reads the same to every harness: labels that none acts on, or the layout
(bytes, line ends, blanks, comments and quotes of the front matter, the order of keys). Words are
what blanks set apart, so no letter, mark or hidden character changes under a patch.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

Bump = Literal["major", "minor", "patch"]

BUMPS = ("major", "minor", "patch")
# Each reason with the number that it asks for; the gravest first.
REASONS: dict[str, Bump] = {
    "capability_gained": "major",
    "tool_gained": "major",
    "tools_inherited": "major",
    "permission_loosened": "major",
    "capability_lost": "minor",
    "tool_lost": "minor",
    "token_changed": "minor",
    "permission_tightened": "minor",
    "model_changed": "minor",
    "tier_changed": "minor",
    "field_changed": "minor",
    "integration_changed": "minor",
    "section_changed": "minor",
    "description_changed": "minor",
    "prompt_changed": "minor",
    "label_changed": "patch",
    "layout_changed": "patch",
}


def bump_of(reasons: Iterable[str]) -> Bump | None:
    """Return what the gravest reason asks for, None where there is none."""
    given = set(reasons)
    return next((bump for reason, bump in REASONS.items() if reason in given), None)
