"""Edges that came, went, or say something else now; where they stand in the file does not count."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from agents_app.definitions.integrations import Integration


@dataclass(frozen=True, slots=True)
class EdgeChange:
    """All edges to one target, where their groups, notes, origins or certainty changed."""

    target: str
    old: tuple[Integration, ...]
    new: tuple[Integration, ...]


@dataclass(frozen=True, slots=True)
class Edges:
    """Edges to targets that are new, that are gone, and those that stay with other words."""

    gained: tuple[Integration, ...]
    lost: tuple[Integration, ...]
    changed: tuple[EdgeChange, ...]


def compare_edges(old: Iterable[Integration], new: Iterable[Integration]) -> Edges:
    """Compare what two definitions state, certain or not, by target."""
    before, after = _by_target(old), _by_target(new)
    return Edges(
        gained=_edges_beyond(after, before),
        lost=_edges_beyond(before, after),
        changed=tuple(
            EdgeChange(target, tuple(before[target]), tuple(after[target]))
            for target in sorted(before.keys() & after.keys())
            if _said(before[target]) != _said(after[target])
        ),
    )


def _by_target(edges: Iterable[Integration]) -> dict[str, list[Integration]]:
    found: dict[str, list[Integration]] = {}
    for edge in edges:
        found.setdefault(edge.target, []).append(edge)
    return found


def _edges_beyond(
    one: dict[str, list[Integration]], other: dict[str, list[Integration]]
) -> tuple[Integration, ...]:
    return tuple(edge for target, edges in one.items() if target not in other for edge in edges)


def _said(edges: list[Integration]) -> list[Integration]:
    return [replace(edge, line=0) for edge in edges]
