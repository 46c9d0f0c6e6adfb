"""The router over HTTP: the same question as a body or as parameters."""

from __future__ import annotations

from typing import Any

from django.http import QueryDict
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from agents_app.models import Agent
from agents_app.router import answer
from api.parameters import KnownParameters
from api.parameters.query import FORMAT, check
from api.preconditions import TaggedReads
from api.route.bodies import BoundedJSONParser, as_parameters
from api.route.examples import EXAMPLES
from api.route.filters import RouteFilterSet, read_question
from api.route.serializers import RouteQuestionSerializer, RouteSerializer

TELLS = (
    "The agents that fit a task, best first, with reasons. `tools` is a budget: it does not rank, "
    "but whoever declares tools beyond it comes after those who do not, with `missing_tools`. An "
    "agent that inherits its tools works with what it is granted, so it fits every budget."
)


class RouteViewSet(TaggedReads, KnownParameters, GenericViewSet):
    """Routing: from a task in plain words to the agents that fit."""

    examples = EXAMPLES
    summary = "Find the agents that fit a task"
    queryset = Agent.objects.none()
    filterset_class = RouteFilterSet
    pagination_class = None
    parser_classes = [BoundedJSONParser]
    serializer_class = RouteSerializer
    request_serializer_class = RouteQuestionSerializer
    about = {"list": TELLS, "create": f"{TELLS} The members are those of the parameters."}

    def list(self, request: Request) -> Response:
        """Answer a question in parameters."""
        return self._answer(request.query_params)

    def create(self, request: Request) -> Response:
        """Answer a question in a body."""
        check(request.query_params, known=[FORMAT], repeatable=(), bounds={})
        sent: Any = request.data
        written = as_parameters(sent)
        filters = self.filterset_class.base_filters
        bounds = {name: each.most for name, each in filters.items()}
        check(written, known=list(filters), repeatable=("tools", "must_use"), bounds=bounds)
        return self._answer(written)

    def _answer(self, written: QueryDict) -> Response:
        question = read_question(written, self.request)
        found = {"results": answer(question, self.registry)}
        return Response(self.get_serializer(found).data)
