"""Comparisons: agents side by side, for whoever has to choose among them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from agents_app.definitions.comparison import (
    Fact,
    FieldRow,
    Table,
    compare,
    compare_tools,
    fold_heading,
    likeness,
)
from agents_app.definitions.source import read_source
from agents_app.definitions.tools import Had
from agents_app.querysets.agents import AgentQuerySet
from agents_app.routing.words import asked

if TYPE_CHECKING:
    from agents_app.models import Agent, Integration, Section

# Only so much of a prompt is read for its words: the largest real one has 41 kB.
MOST_CHARACTERS = 64 * 1024
# These keys of the front matter are compared in places of their own.
_ELSEWHERE = ("name", "description", "tools", "disallowedTools", "model")


@dataclass(frozen=True)
class Named:
    """One of the agents names another of them; mutual: that one names it too."""

    source: str
    target: str
    mutual: bool


@dataclass(frozen=True)
class Alike:
    """How like the words of one agent are to those of each, from 0 to 1, itself included."""

    agent: str
    descriptions: list[float | None]
    prompts: list[float | None]


@dataclass(frozen=True)
class Comparison:
    """Agents side by side; whatever has cells has one an agent, in the order of ``agents``.

    front_matter: the other keys, each value in a dict of its own, for it may be null. sections:
    by heading. integrations: by target as named, which another collection may resolve otherwise.
    """

    agents: list[Agent]
    model: Fact
    tools: Table[Had]
    capabilities: Table[bool]
    front_matter: Table[dict[str, Any]]
    sections: Table[Section]
    integrations: Table[Integration]
    among: list[Named]
    likeness: list[Alike]


def comparison(agents: AgentQuerySet, keys: Collection[str]) -> Comparison:
    """Return the agents of these keys side by side, in this order. Raises Missing.

    Queries: the agents, their grants, sections and edges, however many agents there are.
    """
    found = agents.for_comparison().by_keys(keys)
    return Comparison(
        agents=found,
        model=Fact(tuple(agent.model or None for agent in found)),
        tools=compare_tools({agent.key: agent.access for agent in found}),
        capabilities=compare({a.key: dict.fromkeys(a.toolset.capabilities, True) for a in found}),
        front_matter=compare({a.key: _front_matter(a) for a in found}, row=FieldRow),
        sections=compare(_headings(found)),
        integrations=compare({a.key: _targets(a) for a in found}),
        among=_among(found),
        likeness=_likeness(found),
    )


def _front_matter(agent: Agent) -> dict[str, dict[str, Any]]:
    """Return the values by key; of a key that is there twice, the value that counts."""
    fields = reversed(agent.front_matter) if agent.tier == "salvaged" else agent.front_matter
    values = {field["key"]: {"value": field["value"]} for field in fields}
    return {key: value for key, value in values.items() if key not in _ELSEWHERE}


def _headings(agents: list[Agent]) -> dict[str, dict[str, Section]]:
    """Return the sections by heading, as whoever is first writes it.

    Of a heading that stands twice in one agent the first one counts.
    """
    written: dict[str, str] = {}
    columns: dict[str, dict[str, Section]] = {}
    for agent in agents:
        column = columns[agent.key] = {}
        for section in agent.sections.all():
            title = written.setdefault(fold_heading(section.title), section.title)
            column.setdefault(title, section)
    return columns


def _targets(agent: Agent) -> dict[str, Integration]:
    """Return the edges that an agent states, by name; of several to one the first counts."""
    found: dict[str, Integration] = {}
    for edge in agent.outgoing.all():
        found.setdefault(edge.target_name, edge)
    return found


def _among(agents: list[Agent]) -> list[Named]:
    """Return who of these names whom of these; a name alone is not enough, it must be resolved."""
    named = {
        agent.key: {edge.target.key for edge in agent.outgoing.all() if edge.target}
        for agent in agents
    }
    return [
        Named(source, target, mutual=source in named[target])
        for source in named
        for target in named
        if target in named[source]
    ]


def _likeness(agents: list[Agent]) -> list[Alike]:
    descriptions = likeness([_words(agent.description) for agent in agents])
    prompts = likeness([_words(_prompt(agent)) for agent in agents])
    rows = zip(agents, descriptions, prompts, strict=True)
    return [Alike(agent.key, *alike) for agent, *alike in rows]


def _prompt(agent: Agent) -> str:
    assert agent.revision is not None
    return read_source(bytes(agent.revision.content)).body


def _words(text: str) -> set[str]:
    """Return the words of a text as routing takes them: stemmed, without those that say little."""
    return {stem for stem, _ in asked(text[:MOST_CHARACTERS])}
