"""The read side: which agents match, and what they are counted by."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import BooleanField, Q
from django.db.models.expressions import RawSQL

from agents_app.querysets.agents import AgentQuerySet
from agents_app.search import postgresql, sqlite
from agents_app.search.question import Question

# What agents are counted by, and where it stands beside the agents found. The groups come in the
# order of the index ``agents_for_search``, so no database has to sort for them.
_COUNTED = {
    "collection": "(SELECT slug FROM agents_app_collection c WHERE c.id = found.collection_id)",
    "category": "found.category",
    "model": "found.model",
    "health": "found.health",
    "toolset": "found.toolset_id",
}
_GROUPS = ("collection_id", "category", "model", "health", "toolset_id")
_COLUMNS = (*_GROUPS, "id", "key")


@dataclass(frozen=True, slots=True)
class Candidates:
    """Agents that match, column by column, in no order.

    counted: how many have each value; tools and capabilities are counted by toolset.
    """

    ids: list[int] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    counted: dict[str, Counter[Any]] = field(
        default_factory=lambda: {name: Counter() for name in _COUNTED}
    )

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


def gather(agents: AgentQuerySet) -> Candidates:
    """Return what ranking and facets need of these agents, in one statement.

    Agents that are counted alike come as one row, packed: a row for each of ten thousand agents
    costs several times as much, and wakes the garbage collector.
    """
    found = Candidates()
    try:
        compiler = (
            agents.order_by().values_list(*_COLUMNS).query.get_compiler(connection=connection)
        )
        inner, parameters = compiler.as_sql()
    except EmptyResultSet:
        return found
    store = sqlite if connection.vendor == "sqlite" else postgresql
    packed = (store.PACKED.format(f"found.{column}") for column in ("id", "key"))
    statement = (
        f"WITH found ({', '.join(_COLUMNS)}) AS ({inner}) "
        f"SELECT {', '.join([*packed, *_COUNTED.values()])} "
        f"FROM found GROUP BY {', '.join(f'found.{column}' for column in _GROUPS)}"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        rows = cursor.fetchall()
    # A thousand short texts take ten times as long to read as one long one.
    packed_ids, packed_keys = ([row[place] for row in rows] for place in (0, 1))
    ids, keys = (json.loads(f"[{','.join(each)}]") for each in (packed_ids, packed_keys))
    for row, some, their_keys in zip(rows, ids, keys, strict=True):
        found.ids.extend(some)
        found.keys.extend(their_keys)
        for counter, value in zip(found.counted.values(), row[2:], strict=True):
            counter[value] += len(some)
    return found
