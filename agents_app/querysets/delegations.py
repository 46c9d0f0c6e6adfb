"""What an agent comes to by handing work on: which tools, which capabilities, by which way."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from agents_app.definitions.algebra import usable
from agents_app.definitions.tools import (
    CAPABILITIES,
    EVERYTHING,
    Access,
    Had,
    Tool,
    every_current_tool,
    tool_named,
)
from agents_app.graph import Delegated, delegated_tools, reach
from agents_app.querysets.agents import AgentQuerySet
from agents_app.querysets.integrations import IntegrationQuerySet
from agents_app.querysets.walks import walkable

# Nobody hands work on this often; a path longer than this would only fill the answer.
MOST_STEPS = 100
_MOST_AT_ONCE = 2_000
_NOTHING = Access(inherits=False, declares=True, grants=())


@dataclass(frozen=True)
class ReachedTool:
    """A tool or a server's pattern, how its nearest holder has it, and the way to that agent."""

    tool: Tool
    had: Had | None
    path: tuple[str, ...]

    @property
    def distance(self) -> int:
        """Return how often work is handed on, 0 where the agent has the tool itself."""
        return len(self.path) - 1


@dataclass(frozen=True)
class Delegation:
    """All that one agent comes to.

    agent_count: how many it can hand work to, directly or not. everything: the way to the nearest
    agent that inherits every tool, those that nobody has named included; None where none does.
    """

    agent: str
    agent_count: int
    everything: tuple[str, ...] | None
    capabilities: list[Delegated]
    tools: list[ReachedTool]


def delegation(agents: AgentQuerySet, edges: IntegrationQuerySet, key: str) -> Delegation:
    """Return what an agent may use itself or through those whom it reaches. Raises Missing.

    Queries: the agent, those of a walk, whom it meets, their grants.
    """
    start = agents.briefly().by_key(key)
    reached = reach(walkable(agents, edges, (start.pk, key)), key, depth=MOST_STEPS)
    accesses = _accesses(agents, reached.distances)
    free = (other for other in reached.distances if _has_everything(accesses[other]))
    nearest = next(free, None)
    return Delegation(
        agent=key,
        agent_count=len(reached.distances) - 1,
        everything=reached.path(nearest) if nearest else None,
        capabilities=sorted(
            delegated_tools(reached, _capabilities_of(accesses)),
            key=lambda each: CAPABILITIES.index(each.tool),
        ),
        tools=[
            ReachedTool(tool_named(name), accesses[path[-1]].has(name), path)
            for name, path in delegated_tools(reached, _tools_of(accesses))
        ],
    )


def _accesses(agents: AgentQuerySet, keys: Collection[str]) -> dict[str, Access]:
    """Return what each may use; nothing for an agent that was retired since it was met."""
    few = len(keys) <= _MOST_AT_ONCE
    found = (agents.filter(key__in=list(keys)) if few else agents).accesses()
    return {key: found.get(key, _NOTHING) for key in keys}


def _has_everything(access: Access) -> bool:
    return access.inherits and not access.denies(tool_named(EVERYTHING))


def _tools_of(accesses: Mapping[str, Access]) -> Callable[[str], set[str]]:
    """Return how to ask for the tools that an agent has, those left out that others gave.

    An agent that inherits has all current tools, and all that any of the others names.
    """
    own = {key: {tool.name for tool in usable(access)} for key, access in accesses.items()}
    current = {tool.name for tool in every_current_tool() if not tool.server}

    def tools_of(key: str, wanted: set[str]) -> set[str]:
        access, names = accesses[key], own[key]
        whole_server = any(tool_named(name).standing == "pattern" for name in names)
        likely = wanted if access.inherits or whole_server else names & wanted
        return {name for name in likely if access.has(name)}

    return _by_turns(current.union(*own.values()), tools_of)


def _capabilities_of(accesses: Mapping[str, Access]) -> Callable[[str], set[str]]:
    """Return how to ask for an agent's capabilities, those left out that others gave."""
    return _by_turns(
        set(CAPABILITIES), lambda key, wanted: wanted.intersection(accesses[key].capabilities)
    )


def _by_turns(
    wanted: set[str], has: Callable[[str, set[str]], set[str]]
) -> Callable[[str], set[str]]:
    """Ask one agent after another for what is still wanted: most add nothing, and cost nothing."""

    def added(key: str) -> set[str]:
        found = has(key, wanted) if wanted else set()
        wanted.difference_update(found)
        return found

    return added
