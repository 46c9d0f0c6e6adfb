"""Agents side by side, over HTTP."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django_filters import FilterSet
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from agents_app.models import Agent
from agents_app.querysets.comparisons import comparison
from api.agents.comparison_examples import EXAMPLES
from api.agents.comparisons import ComparisonSerializer
from api.parameters import KnownParameters, Several, known_agent
from api.preconditions import TaggedReads

FEWEST, MOST = 2, 8
NAME = "compare"
# What is said where there is no such agent, or before it is looked for.
NO_AGENT = (400, 404)

View = Callable[..., HttpResponseBase]


class ComparisonFilterSet(FilterSet):
    """Which agents to compare."""

    keys = Several(
        FEWEST,
        MOST,
        known_agent,
        "The agents, in the order of the columns; one that is named twice counts once.",
    )


class ComparisonViewSet(TaggedReads, KnownParameters, GenericViewSet):
    """What agents share and in what they differ, for a person choosing among them."""

    examples = EXAMPLES
    summary = "Compare agents side by side"
    queryset = Agent.objects.none()
    serializer_class = ComparisonSerializer
    filterset_class = ComparisonFilterSet
    pagination_class = None

    def is_filtered(self) -> bool:
        """Return that the parameter holds here, though this is no list."""
        return True

    def retrieve(self, request: Request) -> Response:
        """What two to eight agents share and in what they differ.

        `agents` are the columns; each row of a table has `cells` in the same order. A tool is had
        as it may really be used: declared, by wildcard, or inherited. `likeness` counts words:
        stemmed, without those that say little. An agent that is itself named `compare` is read
        at this address without `keys`.
        """
        asked = self.filterset_class(request.query_params, self.queryset, request=request)
        asked.form.is_valid()
        found = comparison(self.registry.agents, asked.form.cleaned_data["keys"])
        return Response(self.get_serializer(found).data)


def or_agent_of_this_name(comparing: View, reading: View) -> View:
    """Return a view for an address that is a question and may be an agent's as well.

    A real definition may be named ``compare``; its address must neither be refused nor lead
    elsewhere. So without ``keys``, which an agent does not take, it is read where it is there
    for who asks: the answer to that decides, for only it knows them.
    """

    @wraps(comparing)
    def view(request: HttpRequest, **given: Any) -> HttpResponseBase:
        if "keys" not in request.GET:
            found = reading(request, key=NAME, **given)
            if found.status_code not in NO_AGENT:
                return found
        return comparing(request, **given)

    return view
