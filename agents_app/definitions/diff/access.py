"""What an agent may do now that it might not before, by what each may really use.

An agent that inherits may use what nobody has named, so three kinds of tools stand for many: ``*``
for any tool that nobody names here, ``mcp__*`` for any MCP server that nobody names here, and
``mcp__x__*`` for any tool of a server that nobody names here.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from agents_app.definitions.diff.change import Change, changed
from agents_app.definitions.tools import (
    CAPABILITIES,
    EVERY_MCP_TOOL,
    EVERYTHING,
    Access,
    Grant,
    Had,
    Tool,
    every_current_tool,
    server_pattern,
    tool_named,
)


@dataclass(frozen=True, slots=True)
class Capabilities:
    """Words of CAPABILITIES that came and went, in their order."""

    gained: tuple[str, ...]
    lost: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HeldTool:
    """A tool, and how the side that has it has it."""

    tool: Tool
    had: Had


@dataclass(frozen=True, slots=True)
class Tools:
    """Tools that came and went; patterns first, then by name.

    inherits: None where it stays. tokens_added, tokens_removed: what is written differently though
    the access to its tool stays (``Bash(git *)`` for ``Bash``, a dead name, an inherited one).
    """

    gained: tuple[HeldTool, ...]
    lost: tuple[HeldTool, ...]
    inherits: Change[bool] | None
    tokens_added: tuple[Grant, ...]
    tokens_removed: tuple[Grant, ...]


def compare_capabilities(old: Access, new: Access) -> Capabilities:
    """Compare the words for what two accesses can do."""
    before, after = set(old.capabilities), set(new.capabilities)
    return Capabilities(
        tuple(word for word in CAPABILITIES if word in after - before),
        tuple(word for word in CAPABILITIES if word in before - after),
    )


def compare_tools(old: Access, new: Access) -> Tools:
    """Compare what two accesses may really use, and how they are written."""
    told = _told_apart(old, new)
    before, after = _held(old, told), _held(new, told)
    gained = tuple(HeldTool(tool, after[tool]) for tool in told if tool in after.keys() - before)
    lost = tuple(HeldTool(tool, before[tool]) for tool in told if tool in before.keys() - after)
    moved = {held.tool.name for held in (*gained, *lost)}
    return Tools(
        gained,
        lost,
        changed(old.inherits, new.inherits),
        tokens_added=_only_in(new, old, moved),
        tokens_removed=_only_in(old, new, moved),
    )


def _told_apart(old: Access, new: Access) -> list[Tool]:
    """Return all tools in which the two can differ: any other goes as ``*`` or ``mcp__*`` goes."""
    named = {grant.tool for access in (old, new) for grant in access.grants}
    servers = {tool.server for tool in named if tool.server}
    whole = {tool_named(server_pattern(server)) for server in servers}
    current = {tool for tool in every_current_tool() if tool.kind == "builtin"}
    any_other = {tool_named(EVERYTHING), tool_named(EVERY_MCP_TOOL)}
    return sorted(named | whole | current | any_other, key=_place)


def _place(tool: Tool) -> tuple[bool, str]:
    return tool.standing != "pattern", tool.name


def _held(access: Access, tools: list[Tool]) -> dict[Tool, Had]:
    return {tool: had for tool in tools if (had := _had(access, tool))}


def _had(access: Access, tool: Tool) -> Had | None:
    if tool.name not in (EVERYTHING, EVERY_MCP_TOOL):
        return access.holds(tool)
    # Named in ``tools``, ``*`` is inheritance and ``mcp__*`` is nothing.
    if not access.inherits or access.denies(tool):
        return None
    is_written = any(grant.tool.name == EVERYTHING for grant in access.allowed())
    return "wildcard" if is_written else "inherited"


def _only_in(one: Access, other: Access, moved: set[str]) -> tuple[Grant, ...]:
    spare = Counter((grant.effect, grant.token) for grant in other.grants)
    found = []
    for grant in one.grants:
        written = (grant.effect, grant.token)
        if spare[written]:
            spare[written] -= 1
        elif grant.tool.name not in moved:
            found.append(grant)
    return tuple(found)
