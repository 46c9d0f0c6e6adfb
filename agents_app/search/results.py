"""A page of results: agents as rows of columns, with their snippets and their explanations."""

from __future__ import annotations

from collections.abc import Collection as Group
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from agents_app.models import Agent, Section
from agents_app.querysets.agents import AgentQuerySet
from agents_app.querysets.plain import Columns, PlainAgents
from agents_app.querysets.prepared import Row
from agents_app.search.query import Candidates
from agents_app.search.question import Question
from agents_app.search.reasons import Part, explain_hits
from agents_app.search.scores import Hit, ranked, weigh
from agents_app.search.snippets import Marker, Snippet, make_snippets

_NEEDED = ("pk", "title", "description", "toolset_id")


@dataclass(frozen=True, slots=True)
class Found:
    """One result; ``explain`` is None where it was not asked for.

    agent: the columns that were asked for, and others behind them.
    """

    agent: Row
    score: float
    snippets: list[Snippet]
    explain: list[Part] | None


def search_agents(
    found: Candidates,
    question: Question,
    *,
    among: AgentQuerySet,
    columns: Columns = ("key",),
    start: int,
    stop: int,
    explain: bool = False,
) -> list[Found]:
    """Return the results from one place to another, the best first.

    found: the agents that match and pass all filters. among: all that there are for the reader;
    words are as rare as they are with them. Five statements however many there are, one more
    where scores are explained, and one where agents are hidden.
    """
    words = weigh(question, among)
    hits = ranked(found, words, start=start, stop=stop)
    page = _Page(PlainAgents(Agent, among.reader), hits, columns)
    marker = Marker(question)
    parts = explain_hits(page.rows, words) if explain else {}
    return [
        Found(
            page.rows[hit.agent],
            hit.score,
            make_snippets(marker, page.said(hit.agent)),
            parts.get(hit.agent, []) if explain else None,
        )
        for hit in hits
    ]


class _Page:
    """The rows of some hits, and what snippets are cut from."""

    def __init__(self, agents: PlainAgents, hits: Sequence[Hit], columns: Columns) -> None:
        wanted = tuple(dict.fromkeys((*columns, *_NEEDED)))
        self._places = [wanted.index(name) for name in _NEEDED]
        rows = agents.some([hit.agent for hit in hits], wanted)
        self.rows = {row[self._places[0]]: row for row in rows}
        self._texts = _texts(self.rows)
        self._tools = agents.named({row[self._places[3]] for row in rows})

    def said(self, agent: int) -> Iterator[tuple[str, str]]:
        """Yield the texts of an agent, what tells most first."""
        _, title, description, toolset = (self.rows[agent][place] for place in self._places)
        yield "title", title
        yield "description", description
        yield from (("headings", heading) for heading, _ in self._texts[agent])
        yield from (("body", text) for _, text in self._texts[agent])
        yield "tools", ", ".join(self._tools[toolset])


def _texts(agents: Group[int]) -> dict[int, list[tuple[str, str]]]:
    """Return the heading and the text of each section by agent; plain rows, for they are many."""
    texts: dict[int, list[tuple[str, str]]] = {agent: [] for agent in agents}
    sections = Section.objects.filter(agent__in=agents).order_by("agent_id", "position")
    for agent, title, text in sections.values_list("agent_id", "title", "text"):
        texts[agent].append((title, text))
    return texts
