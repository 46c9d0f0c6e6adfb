"""Which proposals."""

from __future__ import annotations

from django_filters import FilterSet

from agents_app.models import Proposal
from api.parameters import One, Ordering, known_collection, one_of

STATES = Proposal.State.values


class ProposalFilterSet(FilterSet):
    """The filters of ``proposals/``; each names a method of the queryset."""

    state = One("in_state", one_of("state", STATES), "In this state.", choices=STATES)
    collection = One("in_collection", known_collection, "For this collection.")
    ordering = Ordering({"id": "number"}, default=["-id"])
