"""Comparison: what several named sets all have, and what only one of them has.

A set says of each of its names how it has it, so that a table can be drawn from the answer: a
row a name, a column a set. Tools, capabilities, headings and targets are compared alike.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from agents_app.definitions.algebra import usable
from agents_app.definitions.names import spelled_out
from agents_app.definitions.tools import (
    EVERY_MCP_TOOL,
    EVERYTHING,
    Access,
    Had,
    Tool,
    every_current_tool,
    tool_named,
)

# Real agents have some dozens of headings each; what has more is cut, so that it stays a table.
MOST_ROWS = 1_000

_NUMBER = re.compile(r"\A\s*(?:\d+\.)*\d+[.)]\s+")
_WORDS = re.compile(r"\w+")

Cell = TypeVar("Cell")


@dataclass(frozen=True, slots=True)
class Row(Generic[Cell]):
    """One name. cells: how each column has it, in their order, None where it does not.

    shared: all columns have it. only: the one column that has it, None where several do.
    """

    name: str
    shared: bool
    only: str | None
    cells: tuple[Cell | None, ...]

    @property
    def held(self) -> tuple[bool, ...]:
        """Return whether each column has it."""
        return tuple(cell is not None for cell in self.cells)


class ToolRow(Row[Had]):
    """One tool, or a pattern that stands for a whole server."""

    __slots__ = ()

    @property
    def tool(self) -> Tool:
        """Return what the vocabularies know of it."""
        return tool_named(self.name)


@dataclass(frozen=True, slots=True)
class Fact:
    """A value of which every column has one, which may be None."""

    cells: tuple[Any, ...]

    @property
    def same(self) -> bool:
        """Return whether all have the same, as JSON tells values apart (1 is not true)."""
        return len({json.dumps(cell, sort_keys=True) for cell in self.cells}) == 1


class FieldRow(Row[dict[str, Any]]):
    """One key of the front matter; each cell is a dict that holds the value."""

    __slots__ = ()

    @property
    def same(self) -> bool:
        """Return whether all columns say the same there."""
        return Fact(self.cells).same


@dataclass(frozen=True, slots=True)
class Own:
    """What only one column has."""

    key: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table(Generic[Cell]):
    """Named sets side by side.

    counts: how many names each column has. rows: what more columns have stands first, then in
    order of appearance; where ``truncated``, those past the first MOST_ROWS are left out.
    """

    keys: tuple[str, ...]
    counts: tuple[int, ...]
    truncated: bool
    rows: tuple[Row[Cell], ...]

    @property
    def shared(self) -> tuple[str, ...]:
        """Return the names that all columns have."""
        return tuple(row.name for row in self.rows if row.shared)

    @property
    def only(self) -> tuple[Own, ...]:
        """Return for each column the names that no other has."""
        return tuple(
            Own(key, tuple(row.name for row in self.rows if row.only == key)) for key in self.keys
        )


def compare(
    columns: Mapping[str, Mapping[str, Cell]], *, row: type[Row[Cell]] = Row, most: int = MOST_ROWS
) -> Table[Cell]:
    """Lay named sets side by side; ``columns`` says by key how each has each of its names."""
    holders: dict[str, list[str]] = {}
    for key, names in columns.items():
        for name in names:
            holders.setdefault(name, []).append(key)
    ordered = sorted(holders, key=lambda name: -len(holders[name]))  # stable: ties as they appear
    return Table(
        keys=tuple(columns),
        counts=tuple(map(len, columns.values())),
        truncated=len(ordered) > most,
        rows=tuple(
            row(
                name,
                shared=len(held := holders[name]) == len(columns),
                only=held[0] if len(held) == 1 else None,
                cells=tuple(names.get(name) for names in columns.values()),
            )
            for name in ordered[:most]
        ),
    )


def compare_tools(accesses: Mapping[str, Access]) -> Table[Had]:
    """Lay side by side how agents have their tools.

    The rows are the tools and servers that any of them names, and where one inherits, all current
    tools too: it has those that others name, and others may lack those that it has.
    """
    tools = [tool for access in accesses.values() for tool in usable(access)]
    tools += [grant.tool for access in accesses.values() for grant in access.denied()]
    if any(access.inherits for access in accesses.values()):
        tools += [tool for tool in every_current_tool() if not tool.server]
    names = dict.fromkeys(tool.name for tool in tools)
    for not_a_tool in (EVERYTHING, EVERY_MCP_TOOL):
        names.pop(not_a_tool, None)
    return compare({key: _had(access, names) for key, access in accesses.items()}, row=ToolRow)


def _had(access: Access, names: Collection[str]) -> dict[str, Had]:
    """Return how an agent has each of these names; most have only what they name themselves."""
    own = {grant.tool.name for grant in access.grants}
    wide = access.inherits or any(grant.tool.standing == "pattern" for grant in access.grants)
    likely = names if wide else [name for name in names if name in own]
    return {name: had for name in likely if (had := access.has(name))}


def fold_heading(title: str) -> str:
    """Return a form in which headings that say the same are equal.

    Case, signs and a number in front (``2. Checks``) tell no two apart, but C and C++ stay two.
    """
    folded = spelled_out(title)
    return " ".join(_WORDS.findall(_NUMBER.sub("", folded))) or folded


def likeness(words: Collection[Collection[str]]) -> list[list[float | None]]:
    """Say of each set of words how like each other one it is: the rows of a square.

    Of the words that either has, the part that both have (Jaccard), from 0 to 1 with two decimals;
    None where neither has any.
    """
    sets = [frozenset(each) for each in words]
    return [[_overlap(one, other) for other in sets] for one in sets]


def _overlap(one: frozenset[str], other: frozenset[str]) -> float | None:
    either = len(one | other)
    return round(len(one & other) / either, 2) if either else None
