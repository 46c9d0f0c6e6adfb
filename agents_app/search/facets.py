"""Facets: how many of the agents found have each value that one may filter by."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection as Group
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from agents_app.definitions.tools import covering_names, server_pattern, tool_named
from agents_app.models import Tool
from agents_app.search.query import Candidate

FACETS = ("collection", "category", "model", "tool", "capability", "health")
MOST_VALUES = 50
# Of an agent that is not indexed, which happens between an upgrade and ``rebuild_search``.
_UNKNOWN = '{"inherits":false,"allow":[],"deny":[],"capabilities":[]}'
_PLAIN = ("collection", "category", "model", "health")


@dataclass(frozen=True, slots=True)
class Profile:
    """What decides which tools an agent may use; thousands of agents share a few of these."""

    inherits: bool
    allow: frozenset[str]
    deny: frozenset[str]
    capabilities: tuple[str, ...]

    def is_denied(self, name: str) -> bool:
        """Return whether a tool is taken from it."""
        return not self.deny.isdisjoint(covering_names(tool_named(name), "deny"))


def count_facets(
    found: Sequence[Candidate], facets: Group[str] = FACETS
) -> dict[str, list[tuple[str, int]]]:
    """Return the most frequent values of each facet among the agents found.

    One statement, for the tools that exist, where those are asked; all else is counted here.
    """
    counters: dict[str, Counter[str]] = {}
    for facet in facets:
        if facet in _PLAIN:
            counters[facet] = Counter(getattr(each, facet) for each in found)
    profiles = Counter(each.profile or _UNKNOWN for each in found)
    if "capability" in facets:
        counters["capability"] = Counter()
        for written, count in profiles.items():
            for word in _profile(written).capabilities:
                counters["capability"][word] += count
    if "tool" in facets:
        counters["tool"] = _tools(profiles)
    return {facet: _most_frequent(counters[facet]) for facet in facets}


def _tools(profiles: Counter[str]) -> Counter[str]:
    """Count who may really use each tool: all who inherit less the denied, and who declare."""
    known = Tool.objects.named().exclude(standing="dead").values_list("name", "server")
    servers: dict[str, list[str]] = {}
    for name, server in known:
        servers.setdefault(server_pattern(server) if server else "", []).append(name)
    names = {name for group in servers.values() for name in group}
    counts: Counter[str] = Counter()
    inheriting = 0
    for written, count in profiles.items():
        profile = _profile(written)
        if profile.inherits:
            inheriting += count
            if profile.deny:
                counts.subtract({name: count for name in names if profile.is_denied(name)})
            continue
        whole = (name for pattern in profile.allow for name in servers.get(pattern, ()))
        for name in names & {*profile.allow, *whole}:
            if not profile.is_denied(name):
                counts[name] += count
    return Counter({name: inheriting + counts[name] for name in names})


def _most_frequent(counter: Counter[str]) -> list[tuple[str, int]]:
    """Return values with their counts, the largest first and equal ones by name."""
    there = ((value, count) for value, count in counter.items() if value and count)
    return sorted(there, key=lambda pair: (-pair[1], pair[0]))[:MOST_VALUES]


@lru_cache(maxsize=4096)
def _profile(written: str) -> Profile:
    parts = json.loads(written)
    return Profile(
        parts["inherits"],
        frozenset(parts["allow"]),
        frozenset(parts["deny"]),
        tuple(parts["capabilities"]),
    )
