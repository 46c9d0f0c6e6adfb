"""Which agents, and in what order; in what order a history."""

from __future__ import annotations

from django_filters import FilterSet

from api.parameters import Ordering
from api.selections import AgentSelection


class AgentFilterSet(AgentSelection):
    """The filters of ``agents/``, and its order."""

    ordering = Ordering(
        {
            name: name
            for name in ("key", "name", "category", "model", "health", "updated", "created")
        },
        default=["key"],
    )


class RevisionFilterSet(FilterSet):
    """The order of a history; the newest revision comes first."""

    ordering = Ordering({"number": "number"}, default=["-number"])
