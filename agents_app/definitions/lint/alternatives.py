"""What stands in for a tool that is misspelt, foreign or out of a sub-agent's reach."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from agents_app.definitions.frontmatter import FrontMatter
from agents_app.definitions.nearness import near
from agents_app.definitions.tools import Grant, Tool, base_of
from agents_app.definitions.vocabularies import claude_code, equivalents

# Left out of "dropped in the background": only the depth limit takes it from an agent.
SPAWNS = "Agent"
_IN_FRONT = (False, "false")

_SLASHED = re.compile(r"(?P<server>[\w.-]+)/(?P<tool>[\w.-]+|\*)\Z")


def right_case(grant: Grant) -> str | None:
    """Return how a tool is written that this token only means."""
    if grant.tool.standing not in ("unknown", "foreign"):
        return None
    name = base_of(grant.token)
    return _by_lower_case().get(name.lower()) if grant.token.startswith(name) else None


@cache
def _by_lower_case() -> dict[str, str]:
    vocabulary = claude_code()
    return {name.lower(): name for name in (*vocabulary["tools"], *vocabulary["aliases"])}


def advice_about(name: str) -> str:
    """Return what to do about a name that Claude Code does not have, as the end of a sentence."""
    if same := equivalents().get(name):
        return f"write {in_words(same)}, which does the same there."
    if name in equivalents():
        return "it has nothing like it, so take it out."
    if slashed := _SLASHED.match(name):
        return f"write `mcp__{slashed['server']}__{slashed['tool']}` for a tool of an MCP server."
    if name.startswith("mcp_"):
        return "write `mcp__server__tool` for a tool of an MCP server."
    if meant := near(name, claude_code()["tools"], most=1):
        return f"did you mean `{meant[0]}`?"
    return "take it out, or name the MCP server that brings it."


def why_withheld(tool: Tool, front: FrontMatter) -> str | None:
    """Return why a sub-agent won't get a tool of Claude Code, None where it will."""
    vocabulary, name = claude_code(), tool.name
    if name not in vocabulary["tools"]:
        return None
    if name in vocabulary["never"]:
        return "belongs to the main session"
    if name in vocabulary["plan_only"]:
        in_plan = front.value("permissionMode") == "plan"
        return None if in_plan else "exists only with `permissionMode: plan`"
    if name in vocabulary["default_off"]:
        return f"a default session lacks: {vocabulary['default_off'][name]}"
    if name in (*vocabulary["background"], SPAWNS) or front.value("background") in _IN_FRONT:
        return None
    return "is dropped in the background, where sub-agents run unless told otherwise"


def in_words(names: Iterable[str]) -> str:
    """Return names as they stand in a sentence."""
    return " and ".join(f"`{name}`" for name in names)
