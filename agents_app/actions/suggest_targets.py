"""Suggest targets: beside each dangling edge, the agent that it most likely means."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection as Group

from agents_app.definitions.nearness import likeness, nearest_agent
from agents_app.models import Agent, Collection, Integration

_CHUNK = 500  # names in one statement


def suggest_targets(collection: Collection, *, arrived: Group[str] = ()) -> None:
    """Look among all names for edges never looked at, among ``arrived`` for the others.

    So one arrival costs one comparison per dangling name, not one per pair of names. What is
    written ``collection:name`` is never looked at: for readers who can't see that collection, an
    edge that found its target must look like one that did not.
    """
    here = Integration.objects.dangling().filter(agent__collection=collection)
    dangling = here.exclude(target_name__contains=":")
    names: list[str] | None = None
    found: dict[tuple[str | None, str], list[str]] = defaultdict(list)
    pairs = dangling.order_by().values_list("target_name", "suggestion").distinct()
    for target, current in pairs:
        if current is None:
            names = _names_in(collection) if names is None else names
            nearest = nearest_agent(target, names) or ""
        else:
            nearest = _nearer(target, current, arrived)
        if nearest != current:
            found[current, nearest].append(target)
    for (current, nearest), targets in found.items():
        for start in range(0, len(targets), _CHUNK):
            these = dangling.filter(target_name__in=targets[start : start + _CHUNK])
            these.filter(suggestion=current).update(suggestion=nearest)


def _nearer(target: str, current: str, arrived: Group[str]) -> str:
    candidate = nearest_agent(target, arrived) if arrived else None
    if not candidate or (current and likeness(target, current) >= likeness(target, candidate)):
        return current
    return candidate


def _names_in(collection: Collection) -> list[str]:
    published = Agent.objects.published().filter(collection=collection)
    return list(published.values_list("name", flat=True))
