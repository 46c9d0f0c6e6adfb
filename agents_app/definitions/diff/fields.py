"""Front matter fields that changed: those that permit something, and the others.

``tools``, ``disallowedTools``, ``model`` and ``description`` have parts of the diff of their own;
only a value that these can't tell of (a map of tools) stands here. Absent and null are alike. Two
values are equal where JSON writes them alike: ``true`` is not ``1``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from agents_app.definitions.definition import Heading
from agents_app.definitions.tools import tokens_of

How = Literal["added", "removed", "changed"]
HOWS = ("added", "removed", "changed")

# Types of a value that the part of its own does not tell of.
_TOLD: dict[str, tuple[type, ...]] = {
    "tools": (dict,),
    "disallowedTools": (dict,),
    "model": (bool, dict),
    "description": (bool, list, dict),
}
# What a harness does unasked, from the strictest; another value, or none, is as the middle one.
_DEGREES: dict[str, tuple[dict[str, int], int]] = {
    "permissionMode": (
        {"plan": 0, "dontAsk": 1, "acceptEdits": 3, "auto": 4, "bypassPermissions": 5},
        2,
    ),
    "approvalMode": ({"plan": 0, "auto-edit": 2, "yolo": 3}, 1),
    "sandbox_mode": ({"read-only": 0, "danger-full-access": 2}, 1),
}
# Each thing in these gives something: fewer of the same things give less.
_GIVING = ("mcpServers", "mcp-servers", "mcp_servers", "memory", "allowed-tools")
# These hold an agent back: only putting one in is stricter.
_HOLDING = ("isolation", "readonly")
# These give and hold back at once (a hook runs a command, or stops one): no change is harmless.
_EITHER = (
    *("hooks", "permission", "permissions", "approval_policy"),
    *("tools", "disallowedTools"),
)
PERMITTING = frozenset((*_DEGREES, *_GIVING, *_HOLDING, *_EITHER))
# What no harness acts on.
LABELS = frozenset("author category color emoji license metadata tags version vibe".split())


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A front matter field that is not as it was; old, new: JSON values, None where absent."""

    key: str
    how: How
    old: Any
    new: Any

    @property
    def permits(self) -> bool:
        """Return whether the field is one that permits or forbids something."""
        return self.key in PERMITTING

    @property
    def loosened(self) -> bool:
        """Return whether the agent may do more: False only where it surely does not."""
        key = self.key
        if key in _DEGREES:
            return _degree(key, self.new) > _degree(key, self.old)
        if key in _GIVING:
            return not _things(self.new) <= _things(self.old)
        if key in _HOLDING:
            return not self.new or bool(self.old)
        return self.permits

    @property
    def is_label(self) -> bool:
        """Return whether no harness acts on the field."""
        return self.key in LABELS


def compare_fields(old: Heading, new: Heading) -> tuple[FieldChange, ...]:
    """Compare all fields that have no part of their own, by key; of duplicates, what counts."""
    return tuple(_field_changes(old, new))


def _field_changes(old: Heading, new: Heading) -> Iterator[FieldChange]:
    fields = (*old.front_matter.fields, *new.front_matter.fields)
    for key in sorted({field.key for field in fields}):
        before, after = old.front_matter.value(key), new.front_matter.value(key)
        if _written(before) == _written(after) or not _stands_here(key, before, after):
            continue
        how: How = "added" if before is None else "removed" if after is None else "changed"
        yield FieldChange(key, how, before, after)


def _stands_here(key: str, *values: Any) -> bool:
    return key not in _TOLD or any(isinstance(value, _TOLD[key]) for value in values)


def _written(value: Any) -> str:
    return json.dumps(value, sort_keys=True)


def _degree(key: str, value: Any) -> int:
    degrees, otherwise = _DEGREES[key]
    return degrees.get(value, otherwise) if isinstance(value, str) else otherwise


def _things(value: Any) -> set[str]:
    """Return the names that a value lists, each with what is said of it."""
    if isinstance(value, dict):
        return {_written(item) for item in value.items()}
    if isinstance(value, list):
        return {thing for item in value for thing in _things(item)}
    return set(tokens_of(value))
