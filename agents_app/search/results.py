"""A page of results: agents as a list shows them, with their snippets and their explanations."""

from __future__ import annotations

from collections.abc import Collection as Group
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from agents_app.models import Agent, Section
from agents_app.querysets.agents import AgentQuerySet
from agents_app.search.query import Candidates
from agents_app.search.question import Question
from agents_app.search.reasons import Part, explain_hits
from agents_app.search.scores import Hit, ranked, weigh
from agents_app.search.snippets import Marker, Snippet, make_snippets


@dataclass(frozen=True, slots=True)
class Found:
    """One result; ``explain`` is None where it was not asked for."""

    agent: Agent
    score: float
    snippets: list[Snippet]
    explain: list[Part] | None


def search_agents(
    found: Candidates,
    question: Question,
    *,
    among: AgentQuerySet,
    start: int,
    stop: int,
    explain: bool = False,
) -> list[Found]:
    """Return the results from one place to another, the best first.

    found: the agents that match and pass all filters. among: all that there are for the reader;
    words are as rare as they are with them. Four statements however many there are, one more
    where scores are explained, and one where agents are hidden.
    """
    words = weigh(question, among)
    hits = ranked(found, words, start=start, stop=stop)
    rows = _rows(hits)
    texts = _texts(rows)
    marker = Marker(question)
    parts = explain_hits(rows, words) if explain else {}
    return [
        Found(
            rows[hit.agent],
            hit.score,
            make_snippets(marker, _said(rows[hit.agent], texts[hit.agent])),
            parts.get(hit.agent, []) if explain else None,
        )
        for hit in hits
    ]


def _rows(hits: Sequence[Hit]) -> dict[int, Agent]:
    agents = Agent.objects.filter(pk__in=[hit.agent for hit in hits])
    return {agent.pk: agent for agent in agents.for_listing()}


def _texts(agents: Group[int]) -> dict[int, list[tuple[str, str]]]:
    """Return the heading and the text of each section by agent; plain rows, for they are many."""
    texts: dict[int, list[tuple[str, str]]] = {agent: [] for agent in agents}
    sections = Section.objects.filter(agent__in=agents).order_by("agent_id", "position")
    for agent, title, text in sections.values_list("agent_id", "title", "text"):
        texts[agent].append((title, text))
    return texts


def _said(agent: Agent, texts: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield the texts that snippets are cut from, what tells most first."""
    yield "title", agent.title
    yield "description", agent.description
    yield from (("headings", title) for title, _ in texts)
    yield from (("body", text) for _, text in texts)
    yield "tools", ", ".join(grant.tool.name for grant in agent.toolset.grants.all())
