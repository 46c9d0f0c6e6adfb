"""Which edges: by their ends, by their state, by where they stand."""

from __future__ import annotations

from django_filters import FilterSet

from agents_app.models import Integration
from api.parameters import (
    Choice,
    Known,
    One,
    Ordering,
    known_agent,
    known_collection,
    known_target,
    one_of,
)

ORIGINS = Integration.Origin.values
known_group = Known("group", lambda registry: registry.edges.stated(), "group")


class IntegrationFilterSet(FilterSet):
    """The filters of ``integrations/``; each names a method of the queryset."""

    state = Choice(
        {"resolved": "resolved", "dangling": "dangling"},
        "state",
        "Whether the agent that the edge names is here.",
    )
    dangling = Choice(
        {"true": "dangling", "false": "resolved"}, "truth value", "The same question as `state`."
    )
    group = One("in_group", known_group, "Under this group heading.")
    source = One("starting_at", known_agent, "Stated by this agent.")
    target = One("leading_to", known_target, "Leading to this agent, or to this missing name.")
    collection = One("in_collection", known_collection, "Stated by agents of this collection.")
    origin = One(
        "found_in",
        one_of("origin", ORIGINS),
        "Found in the text, or in the front matter key of this name.",
        choices=ORIGINS,
    )
    ordering = Ordering(
        {"source": "agent__key", "position": "position", "target": "target_name"},
        default=["source", "position"],
    )
