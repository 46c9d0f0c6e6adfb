"""Answers with a graph in them, in short."""

from typing import Any


def ends(answer: dict[str, Any]) -> list[tuple[str, str]]:
    """Return the edges of an answer as pairs."""
    return [(edge["source"], edge["target"]) for edge in answer["edges"]]


def keys_in(answer: dict[str, Any]) -> list[str]:
    """Return the keys of an answer's nodes."""
    return [node["key"] for node in answer["nodes"]]
