"""Delegation: which tools an agent comes to by handing work on, and by which way."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from agents_app.graph.reach import Reach


class Delegated(NamedTuple):
    """A tool, and the nearest agent that may use it.

    path: from the agent that asks to the one that has the tool; alone where it has it itself.
    """

    tool: str
    path: tuple[str, ...]


def delegated_tools(reached: Reach, tools_of: Callable[[str], Iterable[str]]) -> list[Delegated]:
    """Return every tool that is reached, by name, each with the shortest way to it.

    reached: a walk along the edges. tools_of: which tools the agent of a key may use itself. Of
    several agents equally near, the one that the walk met first gives the tool.
    """
    nearest: dict[str, str] = {}
    for key in reached.distances:
        for tool in tools_of(key):
            nearest.setdefault(tool, key)
    return [Delegated(tool, reached.path(nearest[tool])) for tool in sorted(nearest)]
