"""Agents over HTTP: each as JSON and as the file itself; what is written is in `publishing`."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django_filters import FilterSet
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer
from rest_framework.viewsets import GenericViewSet

from agents_app.models import Agent, Revision, Section
from agents_app.querysets.agents import AgentQuerySet
from agents_app.querysets.plain import PlainAgents
from api.agents.change_examples import CHANGE_EXAMPLES
from api.agents.examples import EXAMPLES
from api.agents.filters import AgentFilterSet, RevisionFilterSet
from api.agents.pages import AgentPages, asks_for_the_first
from api.agents.parameters import ChangeParameters, PublishParameters, RetireParameters
from api.agents.publishing import CHANGES, DEEDS, PublishingViewSet
from api.agents.revisions import (
    RevisionChangesSerializer,
    RevisionFileSerializer,
    RevisionPatchSerializer,
    RevisionRowSerializer,
    RevisionSerializer,
)
from api.agents.serializers import AgentFileSerializer, AgentSerializer, NeighboursSerializer
from api.agents.whole import whole
from api.parameters import KnownParameters
from api.plain import Sheet, root_of
from api.preconditions import TaggedReads
from api.renderers.diffs import DiffedViewSet
from api.renderers.markdown import MARKDOWN, MarkdownViewSet
from api.rows import AgentRowSerializer, drawn_rows, row_sheet
from api.sections import SectionSerializer
from api.selections import asked_tools


class AgentReads(TaggedReads, KnownParameters, MarkdownViewSet):
    """What is common to all that agents are read with."""


class AgentViewSet(AgentReads, PublishingViewSet):
    """Agents: the living entries, each with all that its current definition says."""

    examples = EXAMPLES | CHANGE_EXAMPLES
    lookup_field = "key"
    lookup_value_converter = "key"
    queryset = Agent.objects.none()
    pagination_class = AgentPages
    takes = {
        "list": AgentFilterSet,
        "create": PublishParameters,
        "update": ChangeParameters,
        "partial_update": ChangeParameters,
        "destroy": RetireParameters,
    }
    about = {
        "list": "Rows without texts. All filters that are given must hold.",
        "retrieve": "Everything about one agent, nested; as `text/markdown`, the file itself.",
        **DEEDS,
    }
    faces = {
        "list": AgentRowSerializer,
        "retrieve": AgentSerializer,
        MARKDOWN: AgentFileSerializer,
        **dict.fromkeys(CHANGES, AgentSerializer),
    }

    @property
    def filterset_class(self) -> type[FilterSet] | None:
        """Return the parameters of this action."""
        return self.takes.get(self.action)

    @cached_property
    def agents(self) -> PlainAgents:
        """Return the agents that who asks meets, as plain rows."""
        return self.registry.plain_agents

    @cached_property
    def sheet(self) -> Sheet:
        """Return what a row shows here, and of which columns."""
        return row_sheet(root_of(self.request), self.shown)

    def is_filtered(self) -> bool:
        """Return whether this action takes parameters."""
        return self.action in self.takes

    def get_serializer_class(self) -> type[BaseSerializer]:
        """Return how this face is drawn."""
        return self.faces[self.face]

    def get_queryset(self) -> AgentQuerySet:
        """Return the agents that who asks meets; as files, with their bytes."""
        if self.action == "list" and asks_for_the_first(self.request):
            return Agent.objects.none()  # the page has a statement ready that needs no other
        agents = self.registry.agents
        return agents.for_download() if self.face == MARKDOWN else agents

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Return a page of rows."""
        found = self.filter_queryset(self.get_queryset())
        asked = asked_tools(request.query_params)
        rows = drawn_rows(self.agents, self.sheet, self.paginate_queryset(found) or (), asked)
        return self.get_paginated_response(rows)

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Return one agent, or its file."""
        if self.face == MARKDOWN:
            return super().retrieve(request, *args, **kwargs)
        return Response(whole(self.registry, kwargs["key"], root_of(request)))

    def get_object(self) -> Agent:
        """Return the agent of this key."""
        return self.get_queryset().by_key(self.kwargs["key"])


class AgentSectionViewSet(TaggedReads, KnownParameters, GenericViewSet):
    """The tree of sections of one agent's prompt."""

    examples = EXAMPLES
    queryset = Section.objects.none()
    serializer_class = SectionSerializer
    pagination_class = None

    def list(self, request: Request, key: str) -> Response:
        """Return the sections, smaller headings under larger ones."""
        agent = self.registry.agents.briefly().with_sections().by_key(key)
        return Response(self.get_serializer(agent.sections, many=True).data)


class AgentIntegrationViewSet(TaggedReads, KnownParameters, GenericViewSet):
    """The neighbours of one agent."""

    examples = EXAMPLES
    queryset = Agent.objects.none()
    serializer_class = NeighboursSerializer
    pagination_class = None

    def list(self, request: Request, key: str) -> Response:
        """Return the edges out and in, as the agent itself shows them."""
        agent = self.registry.agents.briefly().with_integrations().by_key(key)
        return Response(self.get_serializer(agent).data)


class RevisionViewSet(TaggedReads, KnownParameters, MarkdownViewSet):
    """The history of one agent: every text that it ever had."""

    examples = EXAMPLES
    lookup_field = "number"
    lookup_value_converter = "number"
    queryset = Revision.objects.none()
    filterset_class = RevisionFilterSet
    about = {
        "list": "Every text that the agent ever had, without the texts; the newest first.",
        "retrieve": "One text with what it says; as `text/markdown`, the file as it was.",
    }
    faces = {
        "list": RevisionRowSerializer,
        "retrieve": RevisionSerializer,
        MARKDOWN: RevisionFileSerializer,
    }

    def get_serializer_class(self) -> type[BaseSerializer]:
        """Return how this face is drawn."""
        return self.faces[self.face]

    def get_queryset(self) -> QuerySet[Revision]:
        """Return the history without its texts."""
        agent = self.registry.agents_remembered.briefly().by_key(self.kwargs["key"])
        return agent.revisions.without_content()

    def get_object(self) -> Revision:
        """Return the revision of this number, with its text."""
        number: Any = self.kwargs["number"]
        return self.registry.revisions.by_number(self.kwargs["key"], number)


class RevisionChangesViewSet(TaggedReads, KnownParameters, DiffedViewSet):
    """What changed between two texts of one agent."""

    examples = EXAMPLES
    operation = "readAgentChanges"
    summary = "Compare two revisions of an agent"
    queryset = Revision.objects.none()
    serializer_class = RevisionChangesSerializer
    diff_serializer_class = RevisionPatchSerializer
    pagination_class = None

    def retrieve(self, request: Request, key: str, old: int, new: int) -> Response:
        """What the agent may do comes first; as `text/x-diff`, the unified diff of the files.

        The older revision need not stand first; a revision compared with itself has no changes.
        """
        pair = self.registry.revisions.pair(key, old, new)
        return Response(self.get_serializer(pair).data)
