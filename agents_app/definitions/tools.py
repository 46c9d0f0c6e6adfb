"""Tool tokens: how they are cut, which tool each names, and what an agent may really use.

Semantics: Claude Code's, as measured (formats.md §1.3). Absent, empty or ``*`` grants every tool;
``[]`` or a map grants none; ``disallowedTools`` subtracts; ``mcp__server`` and ``mcp__server__*``
grant a server; ``Bash(git *)`` grants all of Bash; a dead name grants nothing; a name outside
every vocabulary may be a team's own tool and grants itself.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal, get_args

from agents_app.definitions.refusal import Refusal
from agents_app.definitions.vocabularies import claude_code, equivalents

Kind = Literal["builtin", "mcp", "unknown", "wildcard"]
Standing = Literal["current", "dead", "foreign", "unknown", "pattern"]
Effect = Literal["allow", "deny"]
Had = Literal["declared", "wildcard", "inherited"]

HAD = get_args(Had)
CAPABILITIES = ("read", "write", "shell", "network", "spawn", "mcp")
MAX_TOKENS = 500
MAX_TOOL_NAME = 128
EVERYTHING = "*"
EVERY_MCP_TOOL = "mcp__*"

_COMMA_PIECES = re.compile(r"(?:\([^()]*\)|[^,()]|[()])+")
_BLANK_PIECES = re.compile(r"(?:\([^()]*\)|[^\s()]|[()])+")
_MCP = re.compile(r"mcp__(?P<server>[^\s]+?)(?:__(?P<tool>\S+))?\Z")


@dataclass(frozen=True, slots=True)
class Tool:
    """Something an agent may call, by its exact name.

    standing: current in Claude Code, dead there, known to another harness only, in no
    vocabulary, or a pattern that stands for many.
    """

    name: str
    kind: Kind
    server: str | None
    standing: Standing
    capabilities: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Grant:
    """One token of ``tools`` (allow) or ``disallowedTools`` (deny), in order, from 1."""

    position: int
    token: str
    tool: Tool
    effect: Effect

    @property
    def restricted(self) -> bool:
        """Return whether the token carries a specifier, which restricts nothing."""
        return self.token.endswith(")") and "(" in self.token


@dataclass(frozen=True, slots=True)
class Access:
    """What the front matter grants: every tool (``inherits``) or those of the grants."""

    inherits: bool
    declares: bool
    grants: tuple[Grant, ...]

    def allowed(self) -> tuple[Grant, ...]:
        """Return the grants of ``tools``."""
        return tuple(grant for grant in self.grants if grant.effect == "allow")

    def denied(self) -> tuple[Grant, ...]:
        """Return the grants of ``disallowedTools``."""
        return tuple(grant for grant in self.grants if grant.effect == "deny")

    def has(self, name: str) -> Had | None:
        """Return how the agent has the tool of a name, None where it may not use it."""
        return self.holds(tool_named(name))

    def holds(self, tool: Tool) -> Had | None:
        """Return how the agent has a tool or a whole server, None where it may not use it."""
        if tool.standing == "dead" or self.denies(tool):
            return None
        allowed = {grant.tool.name for grant in self.allowed()}
        if tool.name in allowed:
            return "declared"
        if allowed & {EVERYTHING, *covering_names(tool, "allow")}:
            return "wildcard"
        return "inherited" if self.inherits else None

    @property
    def servers(self) -> set[str]:
        """Return the MCP servers of which a tool is named in full."""
        named = (grant.tool for grant in self.grants if grant.tool.standing != "pattern")
        return {tool.server for tool in named if tool.server}

    @property
    def capabilities(self) -> tuple[str, ...]:
        """Return what the agent can do, as words, in the order of CAPABILITIES."""
        held: Iterable[Tool] = (grant.tool for grant in self.allowed())
        if self.inherits:
            held = every_current_tool()
        able = {
            word
            for tool in held
            if tool.name != EVERY_MCP_TOOL and tool.standing != "dead" and not self.denies(tool)
            for word in tool.capabilities
        }
        return tuple(word for word in CAPABILITIES if word in able)

    @property
    def digest(self) -> str:
        """Return 64 hex digits that two accesses share exactly where nothing tells them apart."""
        tokens = [[each.effect, each.token, each.tool.name] for each in self.grants]
        said = json.dumps([self.inherits, tokens, self.capabilities])
        return hashlib.sha256(said.encode()).hexdigest()

    def denies(self, tool: Tool) -> bool:
        """Return whether ``disallowedTools`` takes a tool, or a pattern as a whole."""
        taken = {grant.tool.name for grant in self.denied()}
        return not taken.isdisjoint(covering_names(tool, "deny"))


def read_access(tools: Any, disallowed: Any, *, declared: bool) -> Access:
    """Read the values of ``tools`` and ``disallowedTools``.

    declared: whether the key ``tools`` is there at all. Raises Refusal ``too_many_tools``.
    """
    allow, deny = list(tokens_of(tools)), list(tokens_of(disallowed))
    if len(allow) + len(deny) > MAX_TOKENS:
        raise Refusal("too_many_tools", f"Over {MAX_TOKENS} tools are listed.")
    empty_container = isinstance(tools, (list, dict)) and not allow
    inherits = EVERYTHING in allow or not (allow or empty_container)
    effects: list[tuple[str, Effect]] = [(t, "allow") for t in allow] + [(t, "deny") for t in deny]
    grants = (
        Grant(position, token, tool_named(base_of(token)), effect)
        for position, (token, effect) in enumerate(effects, 1)
    )
    return Access(inherits, declared, tuple(grants))


def tokens_of(value: Any) -> Iterator[str]:
    """Cut a value of ``tools`` into tokens, as written.

    Text is cut at commas outside parentheses, and at blanks too where one of the words is a known
    tool (``Read Grep``); ``Microsoft Docs`` stays whole. A map gives nothing.
    """
    if isinstance(value, list):
        for item in value:
            yield from tokens_of(json.dumps(item) if isinstance(item, dict) else item)
    elif value is not None and not isinstance(value, dict):
        for piece in _COMMA_PIECES.findall(str(value)):
            words = _BLANK_PIECES.findall(piece)
            together = len(words) > 1 and not any(_is_known(word) for word in words)
            yield from [" ".join(piece.split())] if together else words


def base_of(token: str) -> str:
    """Return the tool's name in a token: without specifier and stray quotes."""
    return token.partition("(")[0].strip("\"' ") or token


@lru_cache(maxsize=4096)
def tool_named(name: str) -> Tool:
    """Return the tool of a name; aliases give the tool that they stand for."""
    vocabulary = claude_code()
    name = vocabulary["aliases"].get(name, name)[:MAX_TOOL_NAME]
    if name == EVERYTHING:
        return Tool(name, "wildcard", None, "pattern", CAPABILITIES)
    if name in vocabulary["tools"]:
        word = vocabulary["tools"][name]
        return Tool(name, "builtin", None, "current", (word,) if word else ())
    if name in vocabulary["dead"]:
        return Tool(name, "builtin", None, "dead")
    if name in equivalents():
        words = {vocabulary["tools"][same] for same in equivalents()[name]} - {None}
        return Tool(name, "builtin", None, "foreign", tuple(sorted(words)))
    return _mcp_tool(name) or Tool(name, "unknown", None, "unknown")


def every_current_tool() -> tuple[Tool, ...]:
    """Return all that an agent without ``tools`` inherits: the built-in tools and any MCP."""
    return (*(tool_named(name) for name in claude_code()["tools"]), tool_named("mcp__any__any"))


def covering_names(tool: Tool, effect: Effect) -> list[str]:
    """Return the names of the grants that give (allow) or take (deny) a tool.

    ``*`` in ``tools`` is inheritance, and ``mcp__*`` counts in ``disallowedTools`` only.
    """
    names = [tool.name]
    if tool.server:
        names.append(server_pattern(tool.server))
    if effect == "deny":
        names += [EVERYTHING, EVERY_MCP_TOOL] if tool.kind == "mcp" else [EVERYTHING]
    return list(dict.fromkeys(names))


def server_pattern(server: str) -> str:
    """Return the name of the grant that covers a whole MCP server."""
    return f"mcp__{server}__*"


def _mcp_tool(name: str) -> Tool | None:
    if name == EVERY_MCP_TOOL:
        return Tool(name, "mcp", None, "pattern", ("mcp",))
    match = _MCP.match(name)
    if not match:
        return None
    server, tool = match["server"], match["tool"]
    if tool in (None, "*"):
        return Tool(server_pattern(server), "mcp", server, "pattern", ("mcp",))
    return Tool(name, "mcp", server, "current", ("mcp",))


def _is_known(word: str) -> bool:
    return tool_named(base_of(word.strip(";"))).standing != "unknown"
