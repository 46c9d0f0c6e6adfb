"""How well tasks find their agent, what each signal adds, and what an index costs.

    python -m tests.benchmarks.routing_quality [--full]

Reads the collections and the questions beside the project (``../shared/routing``). A question is
ranked within its own collection (a) and over all of them (b); a name counts once, where it is
first. ``--full`` adds the time and the memory of 1,000 and 10,000 agents.
"""

from __future__ import annotations

import json
import math
import sys
import time
import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

from agents_app.definitions.body import read_body
from agents_app.definitions.names import fold_name
from agents_app.routing import Entry, Index, Signals, rank
from agents_app.routing import index as indexing
from agents_app.routing import words as wording

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT.parent / "shared" / "routing"
GROUPS = ("utterance", "usecase", "tagline")
MEASURES = ("MRR@10", "R@1", "R@5", "nDCG@10")
Question = dict[str, Any]


def entries() -> list[Entry]:
    """Read the agents of all collections."""
    found = []
    for path in sorted((DATA / "docs").glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            opening = read_body(row["body"], 1).opening
            found.append(
                Entry(row["id"], path.stem, row["name"], row["description"], opening, row["body"])
            )
    return found


def questions() -> list[Question]:
    """Read the tasks with the names that are right."""
    lines = (DATA / "queries_dev.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def place(index: Index, asked: Question, scope: str | None, signals: Signals) -> int:
    """Return at which place the first right name comes, 0 where none is among the first ten."""
    names = {entry.key: entry.name for entry in INDEXED}
    best = rank(index, asked["query"], scope=scope, signals=signals).best
    told = dict.fromkeys(fold_name(names[each.document.key]) or "" for each in best)
    for number, name in enumerate(list(told)[:10], 1):
        if name in asked["relevant"]:
            return number
    return 0


def measures(places: list[int]) -> Iterator[float]:
    """Yield the means of MEASURES."""
    count = max(1, len(places))
    yield sum(1 / place for place in places if place) / count
    yield sum(place == 1 for place in places) / count
    yield sum(0 < place <= 5 for place in places) / count
    yield sum(1 / math.log2(1 + place) for place in places if place) / count


def line(index: Index, group: str, signals: Signals) -> str:
    """Return the measures of a group in both scopes."""
    chosen = [each for each in questions() if each["group"] == group]
    told = []
    for own in (True, False):
        places = [place(index, q, q["collection"] if own else None, signals) for q in chosen]
        told.append("  ".join(f"{value:.3f}" for value in measures(places)))
    return " | ".join(told)


def without(*fields: str) -> Any:
    """Leave fields out of the index."""
    gone = {field: replace(indexing.WEIGHINGS[field], weight=0.0) for field in fields}
    return patch.dict(indexing.WEIGHINGS, gone)


def table() -> None:
    """Print what each signal adds, from the bottom up, and then all groups."""
    words_only = Signals(pair=0, line=0)
    steps = (
        ("name and description", without("opening", "body", "examples"), words_only),
        ("+ opening", without("body", "examples"), words_only),
        ("+ body", without("examples"), words_only),
        ("+ examples", without(), words_only),
        ("+ word pairs", without(), Signals(line=0)),
        ("+ lines (all)", without(), Signals()),
    )
    print("utterance".ljust(24), " | ".join("  ".join(MEASURES) for _ in "ab"))
    for name, fields, signals in steps:
        with fields:
            print(name.ljust(24), line(Index(INDEXED), "utterance", signals))
    for name, gone in (("no stop words", "STOP_WORDS"), ("no stems", "stem")):
        instead = frozenset() if gone == "STOP_WORDS" else str
        with patch.object(wording, gone, instead):
            print(f"all, {name}".ljust(24), line(Index(INDEXED), "utterance", Signals()))
    index = Index(INDEXED)
    for group in GROUPS:
        print(group.ljust(24), line(index, group, Signals()))


def costs(count: int) -> None:
    """Print the time to build, the memory and the time to rank at a size."""
    many = [
        replace(INDEXED[number % len(INDEXED)], key=f"agent-{number}") for number in range(count)
    ]
    began = time.perf_counter()
    Index(many)
    built = time.perf_counter() - began
    tracemalloc.start()
    index = Index(many)
    held = tracemalloc.get_traced_memory()[0] / 2**20
    tracemalloc.stop()
    spent = []
    for asked in questions():
        began = time.perf_counter()
        rank(index, asked["query"])
        spent.append(1000 * (time.perf_counter() - began))
    spent.sort()
    middle, late = spent[len(spent) // 2], spent[int(len(spent) * 0.95)]
    print(f"{count:6} agents: built in {built:.1f} s, {held:.0f} MiB,", end=" ")
    print(f"ranked in {middle:.1f} ms (p95 {late:.1f})")


INDEXED = entries() if DATA.is_dir() else []


def main() -> None:
    """Print the table, and the costs where they are asked for."""
    if not INDEXED:
        sys.exit(f"No routing data at {DATA}.")
    table()
    if "--full" in sys.argv:
        for count in (1_000, 10_000):
            costs(count)


if __name__ == "__main__":
    main()
