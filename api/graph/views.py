"""The graph over HTTP, read only: as a whole, and around one agent."""

from __future__ import annotations

from typing import Any

from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from agents_app.graph import report
from agents_app.models import Agent
from agents_app.querysets.agents import AgentQuerySet
from agents_app.querysets.delegations import delegation
from agents_app.querysets.graph import outline, portion
from agents_app.querysets.impacts import impact_of
from agents_app.querysets.integrations import IntegrationQuerySet
from agents_app.querysets.neighbourhoods import neighbourhood
from agents_app.querysets.trails import trail
from api.graph.examples import EXAMPLES
from api.graph.filters import (
    GraphFilterSet,
    NeighbourhoodFilterSet,
    PathFilterSet,
    ReportFilterSet,
)
from api.graph.reaches import ReachSerializer
from api.graph.reports import ReportSerializer
from api.graph.serializers import (
    GraphSerializer,
    ImpactSerializer,
    NeighbourhoodSerializer,
    PathSerializer,
)
from api.parameters import KnownParameters
from api.preconditions import TaggedReads
from api.renderers.drawings import DrawnViewSet


class QuestionViewSet(TaggedReads, KnownParameters, GenericViewSet):
    """A question with one answer, which may take filters."""

    examples = EXAMPLES
    queryset = Agent.objects.none()
    pagination_class = None
    filterset_class: Any = None

    def is_filtered(self) -> bool:
        """Return that filters hold here, though this is no list."""
        return True

    @property
    def agents(self) -> AgentQuerySet:
        """Return whom there is in the graph."""
        return self.registry.agents

    @property
    def edges(self) -> IntegrationQuerySet:
        """Return what they state of each other."""
        return self.registry.edges.stated()

    def asked(self) -> tuple[AgentQuerySet, dict[str, Any]]:
        """Return the agents that the filters leave, and the value of each parameter."""
        query, request = self.request.query_params, self.request
        filters = self.filterset_class(query, self.agents, request=request)
        return filters.qs, filters.form.cleaned_data

    def answer(self, found: object) -> Response:
        """Return what was found, in the face that was asked for."""
        return Response(self.get_serializer(found).data)


class GraphViewSet(QuestionViewSet, DrawnViewSet):
    """The agents that fit, and what they state about each other."""

    summary = "Read the graph of the agents that fit"
    serializer_class = GraphSerializer
    filterset_class = GraphFilterSet

    def retrieve(self, request: Request) -> Response:
        """Agents and the edges among them; all filters that are given must hold.

        Edges to agents that do not fit are left out; edges to nobody are kept, as dangling.
        """
        agents, asked = self.asked()
        return self.answer(portion(agents, self.edges, most=asked["limit"]))


class PathViewSet(QuestionViewSet, DrawnViewSet):
    """The shortest way from one agent to another."""

    summary = "Find the shortest path between two agents"
    serializer_class = PathSerializer
    filterset_class = PathFilterSet

    def retrieve(self, request: Request) -> Response:
        """The shortest way along the edges; of equal ones, that whose keys come first."""
        _, asked = self.asked()
        return self.answer(trail(self.agents, self.edges, asked["from"], asked["to"]))


class ReportViewSet(QuestionViewSet):
    """What is odd about the graph of the agents that fit."""

    summary = "Report on the graph of the agents that fit"
    serializer_class = ReportSerializer
    filterset_class = ReportFilterSet

    def retrieve(self, request: Request) -> Response:
        """Islands, cycles, orphans, hubs, one-way and dangling edges; the first 200 of each."""
        agents, _ = self.asked()
        return self.answer(report(outline(agents, self.edges)))


class NeighbourhoodViewSet(QuestionViewSet, DrawnViewSet):
    """The graph around one agent."""

    summary = "Read the graph around an agent"
    serializer_class = NeighbourhoodSerializer
    filterset_class = NeighbourhoodFilterSet

    def retrieve(self, request: Request, key: str) -> Response:
        """Whom one comes to in so many steps, and all edges among them."""
        _, asked = self.asked()
        return self.answer(neighbourhood(self.agents, self.edges, key, **asked))


class ImpactViewSet(QuestionViewSet):
    """Who is affected if an agent goes."""

    summary = "See who is affected if an agent goes"
    serializer_class = ImpactSerializer

    def retrieve(self, request: Request, key: str) -> Response:
        """Everybody from whom edges lead here; the nearest first, then by key."""
        return self.answer(impact_of(self.agents, self.edges, key))


class ReachViewSet(QuestionViewSet):
    """Which tools an agent comes to by handing work on."""

    summary = "See which tools an agent reaches by delegation"
    serializer_class = ReachSerializer

    def retrieve(self, request: Request, key: str) -> Response:
        """Each tool with the shortest way to an agent that may really use it.

        Work is handed on along the edges, a hundred times at most.
        """
        return self.answer(delegation(self.agents, self.edges, key))
