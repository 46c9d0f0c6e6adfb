"""How well tasks find their agent, and what each signal adds; routing_speed has the costs.

    python -m tests.benchmarks.routing_quality

Reads the collections and the questions beside the project (``../shared/routing``). A question is
ranked within its own collection (a) and over all of them (b); a name counts once, where it is
first.
"""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

from agents_app.definitions.body import read_body
from agents_app.definitions.names import fold_name
from agents_app.routing import Entry, Index, Signals, rank, vocabulary
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
    best = rank(index, asked["query"], scopes=scope and [scope], signals=signals).best
    told = dict.fromkeys(NAMES[each.document.key] for each in best)
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


def one_rarity() -> Any:
    """Count how rare a word is over whole definitions, not by part."""
    return patch.dict(indexing.PARTS, dict.fromkeys(indexing.PARTS, "text"))


def table() -> None:
    """Print what each signal adds, from the bottom up, and then all groups."""
    words_only = Signals(pair=0, line=0)
    steps = (
        ("name and description", without("opening", "body", "examples"), words_only),
        ("+ opening", without("body", "examples"), words_only),
        ("+ body", without("examples"), words_only),
        ("+ examples", without(), words_only),
        ("+ word pairs", without(), Signals(line=0)),
        ("+ lines", without(), Signals()),
    )
    print("utterance".ljust(24), " | ".join("  ".join(MEASURES) for _ in "ab"))
    for name, fields, signals in steps:
        with fields, one_rarity():
            print(name.ljust(24), line(Index(INDEXED), "utterance", signals))
    print("+ rarity by part (all)".ljust(24), line(Index(INDEXED), "utterance", Signals()))
    for name, gone in (("no stop words", "STOP_WORDS"), ("no stems", "stem")):
        instead = frozenset() if gone == "STOP_WORDS" else str
        module = wording if gone == "STOP_WORDS" else vocabulary
        with patch.object(wording, gone, instead), patch.object(module, gone, instead):
            print(f"all, {name}".ljust(24), line(Index(INDEXED), "utterance", Signals()))
    with one_rarity():
        whole = Index(INDEXED)
    parts = Index(INDEXED)
    for group in GROUPS:
        with one_rarity():
            print(f"{group}, one rarity".ljust(24), line(whole, group, Signals()))
        print(group.ljust(24), line(parts, group, Signals()))


INDEXED = entries() if DATA.is_dir() else []
NAMES = {entry.key: fold_name(entry.name) or "" for entry in INDEXED}


def main() -> None:
    """Print the table, and the costs where they are asked for."""
    if not INDEXED:
        sys.exit(f"No routing data at {DATA}.")
    table()


if __name__ == "__main__":
    main()
