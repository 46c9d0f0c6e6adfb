"""Which agents: by what they may use, where they stand, whom they know and what they say."""

from __future__ import annotations

from django_filters import FilterSet

from agents_app.definitions.lint import RULES
from agents_app.models import Agent
from api.parameters import (
    Each,
    Known,
    One,
    Ordering,
    known_agent,
    known_collection,
    known_target,
    known_tool,
    one_of,
    some_words,
)

known_category = Known("category", lambda: Agent.objects.published(), "category")
known_model = Known("model", lambda: Agent.objects.published(), "model")


class AgentFilterSet(FilterSet):
    """The filters of ``agents/``; each names a method of the queryset."""

    tool = Each("able_to_use", known_tool, "May really use all of these tools.")
    declares = Each("declaring", known_tool, "Names all of these tools in its front matter.")
    collection = One("in_collection", known_collection, "Of this collection.")
    category = One("in_category", known_category, "Of this category.")
    model = One("with_model", known_model, "Asks for this model, by the name as written.")
    health = One(
        "with_health",
        one_of("health", Agent.Health.values),
        "With findings no graver than this, and at least one as grave.",
        choices=Agent.Health.values,
    )
    integrates_with = One("integrating_with", known_target, "States an edge to this agent.")
    integrated_by = One("integrated_by", known_agent, "Is named by this agent.")
    finding = One(
        "with_finding",
        one_of("rule", list(RULES)),
        "In which this lint rule found something.",
        choices=list(RULES),
    )
    q = One("matching", some_words, "Holds all of these words in its name, title or description.")
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
