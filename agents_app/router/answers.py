"""From a question to answers: ranked by the task alone, then held against the tools.

Tools filter and explain, they do not rank: most definitions declare few tools, so what is not
declared is unknown rather than absent.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from agents_app.definitions.algebra import beyond
from agents_app.models import Agent, Integration
from agents_app.router.upkeep import router
from agents_app.routing import Ranked, Reason, alternatives_to, reasons_of

# A neighbour counts as matched where it is among so many of the best.
_NEAR_THE_TOP = 10


@dataclass(frozen=True, slots=True)
class Question:
    """A task and what may be done for it.

    tools: what may be granted, None for anything; must_use: what the agent must be able to use,
    which counts as granted; collection: where to look, None for everywhere.
    """

    task: str
    tools: tuple[str, ...] | None = None
    must_use: tuple[str, ...] = ()
    collection: str | None = None
    limit: int = 5


@dataclass(frozen=True, slots=True)
class Answer:
    """An agent with why. fits_budget is None where no tools were named."""

    agent: Agent
    score: float
    fits_budget: bool | None
    missing_tools: list[str]
    reasons: list[Reason]
    alternatives: list[Agent]


def answer(question: Question) -> list[Answer]:
    """Return the best agents, those within the budget first, in a constant number of queries."""
    ranking = router.rank(question.task, scope=question.collection, keep=_able(question))
    rows = _rows(ranking.best, question)
    chosen = _within_budget([each for each in ranking.best if each.document.key in rows], rows)
    chosen = chosen[: question.limit]
    nearby = _neighbours(chosen, ranking.best[:_NEAR_THE_TOP])
    others = {each.document.key: alternatives_to(each, ranking.best) for each in chosen}
    briefs = _briefs(others.values())
    answers = []
    for each in chosen:
        key = each.document.key
        agent, missing = rows[key]
        fits = None if missing is None else not missing
        tools = _about_tools(agent, question, missing)
        reasons = [*reasons_of(each, ranking), *tools, *_about_neighbours(nearby[key])]
        beside = [briefs[other] for other in others[key] if other in briefs]
        score = round(each.score, 3)
        answers.append(Answer(agent, score, fits, missing or [], reasons, beside))
    return answers


Rows = dict[str, tuple[Agent, list[str] | None]]


def _able(question: Question) -> set[str] | None:
    """Return the keys of those who may really use what must be used."""
    if not question.must_use:
        return None
    agents = Agent.objects.published()
    for tool in question.must_use:
        agents = agents.able_to_use(tool)
    return set(agents.order_by().values_list("key", flat=True))


def _rows(best: Sequence[Ranked], question: Question) -> Rows:
    """Load whom we may show, with the tools beyond the budget; without a budget, no more rows."""
    shown = best if question.tools is not None else best[: question.limit]
    keys = [each.document.key for each in shown]
    rows: Rows = {}
    for agent in Agent.objects.published().filter(key__in=keys).for_listing():
        granted = None if question.tools is None else (*question.tools, *question.must_use)
        rows[agent.key] = (agent, None if granted is None else beyond(agent.access, granted))
    return rows


def _within_budget(best: list[Ranked], rows: Rows) -> list[Ranked]:
    """Put those who fit first; sorting is stable, so the ranking stays within both halves."""
    return sorted(best, key=lambda each: bool(rows[each.document.key][1]))


def _neighbours(chosen: Sequence[Ranked], top: Sequence[Ranked]) -> dict[str, list[str]]:
    """Return for each agent those of the best with which it shares an edge, best first."""
    some, others = ([each.document.key for each in group] for group in (chosen, top))
    found: dict[str, set[str]] = defaultdict(set)
    edges = Integration.objects.between_published().between(some, others).order_by()
    for one, other in edges.values_list("agent__key", "target__key"):
        if other is not None and one != other:
            found[one].add(other)
            found[other].add(one)
    return {key: [other for other in others if other in found[key]] for key in some}


def _briefs(groups: Iterable[list[str]]) -> dict[str, Agent]:
    keys = {key for group in groups for key in group}
    agents = Agent.objects.published().filter(key__in=sorted(keys)).briefly()
    return {agent.key: agent for agent in agents}


def _about_tools(agent: Agent, question: Question, missing: list[str] | None) -> list[Reason]:
    """Say how it has what must be used, and whether the budget is enough."""
    found = []
    for tool in question.must_use:
        how = agent.access.has(tool)
        if how:
            found.append(Reason("tools", "", (tool,), f"May use {tool}: {how}.", None))
    if missing is None:
        return found
    if missing:
        text = f"Declares tools beyond the budget: {', '.join(missing)}."
    elif agent.toolset.inherits_tools:
        text = "Inherits its tools, so it works with those that are granted."
    else:
        text = "Declares no tools beyond the budget."
    return [*found, Reason("tools", "", tuple(missing), text, None)]


def _about_neighbours(keys: list[str]) -> list[Reason]:
    if not keys:
        return []
    text = f"Works with agents that match as well: {', '.join(keys)}."
    return [Reason("neighbours", "", tuple(keys), text, None)]
