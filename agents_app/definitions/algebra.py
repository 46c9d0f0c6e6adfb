"""Tool algebra: which agents fit a question about tools, on what each may really use.

One question, asked alike of a definition in memory (``ToolQuestion.fits``), of the database
(``AgentQuerySet``) and by every face. A property test holds the two against each other.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from agents_app.definitions.tools import (
    EVERY_MCP_TOOL,
    EVERYTHING,
    Access,
    Had,
    Tool,
    server_pattern,
    tool_named,
)


@dataclass(frozen=True, slots=True)
class ToolQuestion:
    """What is asked of an agent's tools; every part that is not empty must hold.

    all, any, none: names of tools that it may use all, one or none of. only: it can use nothing
    beyond these; None where that is not asked, so that ``()`` asks for agents without tools.
    declares: names its ``tools`` must hold. servers: MCP servers of which it may use something.
    can: words of CAPABILITIES.
    """

    all: tuple[str, ...] = ()
    any: tuple[str, ...] = ()
    none: tuple[str, ...] = ()
    only: tuple[str, ...] | None = None
    declares: tuple[str, ...] = ()
    servers: tuple[str, ...] = ()
    can: tuple[str, ...] = ()

    def fits(self, access: Access) -> bool:
        """Return whether an agent with this access is an answer."""
        declared = {grant.tool.name for grant in access.allowed()}
        return (
            all(access.has(name) for name in self.all)
            and (not self.any or any(access.has(name) for name in self.any))
            and not any(access.has(name) for name in self.none)
            and (self.only is None or stays_within(access, self.only))
            and all(tool_named(name).name in declared for name in self.declares)
            and all(uses_server(access, server) for server in self.servers)
            and set(self.can) <= set(access.capabilities)
        )

    def asked(self) -> tuple[str, ...]:
        """Return the tools that the question names as wanted, each once, in order."""
        return tuple(dict.fromkeys((*self.all, *self.any, *self.declares)))

    def how(self, access: Access) -> dict[str, Had | None]:
        """Return how an agent has each tool that was asked for."""
        return {name: access.has(name) for name in self.asked()}


def stays_within(access: Access, names: tuple[str, ...]) -> bool:
    """Return whether an agent can use nothing beyond these tools.

    One that inherits can use what nobody has named yet, so it never stays within, unless it is
    denied everything. A whole server stays within only where that server is named whole.
    """
    taken = {grant.tool.name for grant in access.denied()}
    if EVERYTHING in taken:
        return True
    within = {tool_named(name).name for name in names}
    return not access.inherits and all(_is_in(tool, within) for tool in usable(access))


def beyond(access: Access, names: Iterable[str]) -> list[str]:
    """Return the tools that an agent names and can use, but that are not among these.

    One that inherits names nothing in particular: it works with what it is given.
    """
    within = {tool_named(name).name for name in names}
    named = () if access.inherits else usable(access)
    return list(dict.fromkeys(tool.name for tool in named if not _is_in(tool, within)))


def uses_server(access: Access, server: str) -> bool:
    """Return whether an agent may use some tool of an MCP server."""
    whole = tool_named(server_pattern(server))
    if access.denies(whole):
        return False
    return access.inherits or any(tool.server == server for tool in usable(access))


def usable(access: Access) -> list[Tool]:
    """Return the tools and patterns of ``tools`` that really give something."""
    return [
        grant.tool
        for grant in access.allowed()
        if grant.tool.standing != "dead"
        and grant.tool.name not in (EVERYTHING, EVERY_MCP_TOOL)
        and not access.denies(grant.tool)
    ]


def _is_in(tool: Tool, names: set[str]) -> bool:
    whole_server = tool.server is not None and server_pattern(tool.server) in names
    return tool.name in names or whole_server or EVERYTHING in names
