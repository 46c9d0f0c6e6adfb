"""What was found: one file for each size on each database."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

TITLES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


@dataclass(frozen=True, slots=True)
class Result:
    """What was found at one size on one database, by the part that found it."""

    vendor: str
    agents: int
    figures: dict[str, Any]

    @property
    def title(self) -> str:
        """Return the name of the database."""
        return TITLES[self.vendor]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the report: its text, and the charts that it shows by the names of their files."""

    text: str
    charts: dict[str, str]


def read_results(folder: Path) -> list[Result]:
    """Read all files, SQLite first, the smallest first."""
    found = []
    for file in folder.glob("*.json"):
        figures: dict[str, Any] = json.loads(file.read_text())
        found.append(Result(figures["vendor"], figures["agents"], figures))
    return sorted(found, key=lambda each: (each.vendor != "sqlite", each.agents))


def having(found: Sequence[Result], part: str) -> list[Result]:
    """Keep the results that have a part."""
    return [each for each in found if part in each.figures]
