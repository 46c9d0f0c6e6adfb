"""Facets: how many of the agents found have each value that one may filter by."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection as Group
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import TextField
from django.db.models.functions import Cast

from agents_app.definitions.tools import covering_names, server_pattern, tool_named
from agents_app.models import Toolset
from agents_app.querysets.tools import ToolQuerySet
from agents_app.search.query import Candidates

FACETS = ("collection", "category", "model", "tool", "capability", "health")
MOST_VALUES = 50
_PLAIN = frozenset(("collection", "category", "model", "health"))


@dataclass(frozen=True, slots=True)
class Profile:
    """What a toolset says; thousands of agents share a few of these."""

    inherits: bool
    allow: set[str]
    deny: set[str]
    capabilities: list[str]


def count_facets(
    found: Candidates, tools: ToolQuerySet, facets: Group[str] = FACETS
) -> dict[str, list[tuple[str, int]]]:
    """Return the most frequent values of each facet among the agents found.

    tools: those that there are for the reader. One statement for the toolsets of the agents, and
    one for the tools, where those are asked; all else is counted here.
    """
    counters: dict[str, Counter[str]] = {}
    for facet in facets:
        if facet in _PLAIN:
            counters[facet] = found.counted[facet]
    profiles = [] if _PLAIN.issuperset(facets) else _profiles(found)
    if "capability" in facets:
        counters["capability"] = Counter()
        for profile, count in profiles:
            for word in profile.capabilities:
                counters["capability"][word] += count
    if "tool" in facets:
        counters["tool"] = _tools(profiles, tools)
    return {facet: _most_frequent(counters[facet]) for facet in facets}


def _profiles(found: Candidates) -> list[tuple[Profile, int]]:
    """Return what the toolsets of the agents found say, each with how many agents have it."""
    counts = found.counted["toolset"]
    profiles: dict[int, Profile] = {}
    # As text, for a toolset's words stand beside each of its grants and are read once.
    words = Cast("capabilities", TextField())
    columns = ("pk", "inherits_tools", words, "grants__effect", "grants__tool__name")
    rows = Toolset.objects.filter(pk__in=counts).order_by().values_list(*columns)
    for toolset, inherits, capabilities, effect, name in rows:
        if toolset not in profiles:
            profiles[toolset] = Profile(inherits, set(), set(), json.loads(capabilities))
        if effect:
            (profiles[toolset].allow if effect == "allow" else profiles[toolset].deny).add(name)
    return [(profile, counts[toolset]) for toolset, profile in profiles.items()]


def _tools(profiles: Iterable[tuple[Profile, int]], tools: ToolQuerySet) -> Counter[str]:
    """Count who may really use each tool: all who inherit less the denied, and who declare."""
    known = tools.named().exclude(standing="dead").values_list("name", "server")
    servers: dict[str, list[str]] = {}
    takers: dict[str, list[str]] = {}  # what a denial of a tool may be called
    for name, server in known:
        servers.setdefault(server_pattern(server) if server else "", []).append(name)
        takers[name] = covering_names(tool_named(name), "deny")
    counts: Counter[str] = Counter()
    inheriting = 0
    for profile, count in profiles:
        if profile.inherits:
            inheriting += count
            if profile.deny:
                denied = [name for name in takers if not profile.deny.isdisjoint(takers[name])]
                counts.subtract(dict.fromkeys(denied, count))
            continue
        whole = (name for pattern in profile.allow for name in servers.get(pattern, ()))
        for name in takers.keys() & {*profile.allow, *whole}:
            if profile.deny.isdisjoint(takers[name]):
                counts[name] += count
    return Counter({name: inheriting + counts[name] for name in takers})


def _most_frequent(counter: Counter[str]) -> list[tuple[str, int]]:
    """Return values with their counts, the largest first and equal ones by name."""
    there = ((value, count) for value, count in counter.items() if value and count)
    return sorted(there, key=lambda pair: (-pair[1], pair[0]))[:MOST_VALUES]
