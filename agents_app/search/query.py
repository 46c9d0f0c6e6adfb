"""The read side: which agents match, and what they are counted by."""

from __future__ import annotations

import json
from collections.abc import Collection as Group
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import BooleanField, Q
from django.db.models.expressions import RawSQL

from agents_app.querysets.agents import AgentQuerySet
from agents_app.search import postgresql, sqlite
from agents_app.search.question import Question

# What agents are counted by, and where it stands beside the agents found.
_COUNTED = {
    "collection": "c.slug",
    "category": "found.category",
    "model": "found.model",
    "health": "found.health",
    "toolset": "found.toolset_id",
}
_COLUMNS = ("id", "key", "category", "model", "health", "collection_id", "toolset_id")


@dataclass(frozen=True, slots=True)
class Candidates:
    """Agents that match, column by column, in no order.

    counted: what each is counted by; tools and capabilities are counted by toolset.
    """

    ids: list[int] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    counted: dict[str, list[Any]] = field(default_factory=lambda: {name: [] for name in _COUNTED})

    def __len__(self) -> int:
        return len(self.ids)


def matching(agents: AgentQuerySet, question: Question) -> AgentQuerySet:
    """Keep the agents that say all that is wanted and nothing unwanted."""
    if question.is_empty:
        return agents.none()
    store = sqlite if connection.vendor == "sqlite" else postgresql
    if question.wanted:
        wanted = store.expression(question.wanted, every=True)
        agents = agents.filter(_said(store.MATCH, wanted))
    if question.unwanted:
        unwanted = store.expression(question.unwanted, every=False)
        agents = agents.exclude(_said(store.MATCH, unwanted))
    return agents


def _said(match: str, expression: str) -> Q:
    return Q(RawSQL(match, [expression], BooleanField()))


def gather(agents: AgentQuerySet, counted: Group[str] = _COUNTED.keys()) -> Candidates:
    """Return what ranking and facets need of these agents, in one statement.

    counted: the columns that are wanted. Each comes packed into one value: a row for each of
    ten thousand agents costs several times as much, and wakes the garbage collector.
    """
    try:
        compiler = (
            agents.order_by().values_list(*_COLUMNS).query.get_compiler(connection=connection)
        )
        found, parameters = compiler.as_sql()
    except EmptyResultSet:
        return Candidates()
    store = sqlite if connection.vendor == "sqlite" else postgresql
    columns = ("found.id", "found.key", *(_COUNTED[name] for name in counted))
    statement = (
        f"WITH found ({', '.join(_COLUMNS)}) AS ({found}) "
        f"SELECT {', '.join(store.PACKED.format(column) for column in columns)} "
        "FROM found JOIN agents_app_collection c ON c.id = found.collection_id"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        ids, keys, *rest = map(json.loads, cursor.fetchone())
    return Candidates(ids, keys, dict(zip(counted, rest, strict=True)))
