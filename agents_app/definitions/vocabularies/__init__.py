"""Tool names and allowed values per harness: dated data files, read once.

A file's ``date`` says when it was checked against the harness; new names are new data, not code.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any

_FOREIGN = ("gemini_cli", "copilot", "opencode")


@cache
def claude_code() -> dict[str, Any]:
    """Return Claude Code's vocabulary: tools, aliases, dead names, keys and values."""
    return _load("claude_code")


@cache
def equivalents() -> dict[str, tuple[str, ...]]:
    """Return other harnesses' tool names with the Claude Code tools that do the same."""
    merged: dict[str, tuple[str, ...]] = {}
    for harness in _FOREIGN:
        for name, same in _load(harness)["equivalents"].items():
            merged.setdefault(name, tuple(same))
    return merged


@cache
def builtin_agents() -> dict[str, str]:
    """Return the names of the agents that harnesses bring along, folded, with the harness."""
    vocabularies = (_load("codex"), claude_code())
    return {
        name.lower(): vocabulary["harness"]
        for vocabulary in vocabularies
        for name in vocabulary["builtin_agents"]
    }


def _load(harness: str) -> dict[str, Any]:
    text = files(__package__).joinpath(f"{harness}.json").read_text(encoding="utf-8")
    vocabulary: dict[str, Any] = json.loads(text)
    return vocabulary
