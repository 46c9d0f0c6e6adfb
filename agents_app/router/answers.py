"""From a question to answers: ranked by the task alone, then held against the tools.

Tools filter and explain, they do not rank: most definitions declare few tools, so what is not
declared is unknown rather than absent.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from agents_app.definitions.algebra import beyond
from agents_app.definitions.tools import Access
from agents_app.models import Agent
from agents_app.querysets.agents import AgentQuerySet
from agents_app.querysets.integrations import IntegrationQuerySet
from agents_app.registry import Registry
from agents_app.router.upkeep import Found, router
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


def answer(question: Question, registry: Registry) -> list[Answer]:
    """Return the best agents, those within the budget first, in a constant number of queries."""
    scopes = [question.collection] if question.collection else registry.scopes
    found = router.find(question.task, scopes=scopes, must_use=question.must_use)
    ranking, missing = found.ranking, _beyond_budget(found, question)
    # Sorting is stable: the ranking stays within those who fit and those who do not.
    chosen = sorted(ranking.best, key=lambda each: bool(missing.get(each.document.key)))
    chosen = chosen[: question.limit]
    rows = _rows(chosen, registry.agents)
    chosen = [each for each in chosen if each.document.key in rows]
    nearby = _neighbours(chosen, ranking.best[:_NEAR_THE_TOP], registry.edges)
    others = {each.document.key: alternatives_to(each, ranking.best) for each in chosen}
    briefs = _briefs(others.values(), registry.agents)
    answers = []
    for each in chosen:
        key = each.document.key
        lacks = missing.get(key)
        tools = _about_tools(found.accesses[key], question, lacks)
        reasons = [*reasons_of(each, ranking), *tools, *_about_neighbours(nearby[key])]
        beside = [briefs[other] for other in others[key] if other in briefs]
        fits = None if lacks is None else not lacks
        score = round(each.score, 3)
        answers.append(Answer(rows[key], score, fits, lacks or [], reasons, beside))
    return answers


def _beyond_budget(found: Found, question: Question) -> dict[str, list[str]]:
    """Return the tools beyond the budget by key; nobody where no tools were named."""
    if question.tools is None:
        return {}
    granted = (*question.tools, *question.must_use)
    # Those who have the same share one Access, so few are held against the budget.
    profiles = {id(access): access for access in found.accesses.values()}
    lacking = {which: beyond(access, granted) for which, access in profiles.items()}
    return {key: lacking[id(access)] for key, access in found.accesses.items()}


def _rows(chosen: Sequence[Ranked], agents: AgentQuerySet) -> dict[str, Agent]:
    """Load whom we show; who was retired a moment ago is not there."""
    keys = [each.document.key for each in chosen]
    return {agent.key: agent for agent in agents.filter(key__in=keys).for_listing()}


def _neighbours(
    chosen: Sequence[Ranked], top: Sequence[Ranked], edges: IntegrationQuerySet
) -> dict[str, list[str]]:
    """Return for each agent those of the best with which it shares an edge, best first."""
    some, others = ([each.document.key for each in group] for group in (chosen, top))
    found: dict[str, set[str]] = defaultdict(set)
    pairs = edges.between(some, others).order_by().values_list("agent__key", "target__key")
    for one, other in pairs:
        if other is not None and one != other:
            found[one].add(other)
            found[other].add(one)
    return {key: [other for other in others if other in found[key]] for key in some}


def _briefs(groups: Iterable[list[str]], agents: AgentQuerySet) -> dict[str, Agent]:
    keys = {key for group in groups for key in group}
    return {agent.key: agent for agent in agents.filter(key__in=sorted(keys)).briefly()}


def _about_tools(access: Access, question: Question, missing: list[str] | None) -> list[Reason]:
    """Say how it has what must be used, and whether the budget is enough."""
    found = []
    for tool in question.must_use:
        found.append(Reason("tools", "", (tool,), f"May use {tool}: {access.has(tool)}.", None))
    if missing is None:
        return found
    if missing:
        text = f"Declares tools beyond the budget: {', '.join(missing)}."
    elif access.inherits:
        text = "Inherits its tools, so it works with those that are granted."
    else:
        text = "Declares no tools beyond the budget."
    return [*found, Reason("tools", "", tuple(missing), text, None)]


def _about_neighbours(keys: list[str]) -> list[Reason]:
    if not keys:
        return []
    text = f"Works with agents that match as well: {', '.join(keys)}."
    return [Reason("neighbours", "", tuple(keys), text, None)]
