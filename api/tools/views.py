"""Tools over HTTP, read only."""

from __future__ import annotations

from typing import Any

from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer
from rest_framework.viewsets import ReadOnlyModelViewSet

from agents_app.models import Tool
from agents_app.querysets.tools import ToolQuerySet
from api.parameters import KnownParameters
from api.preconditions import TaggedReads
from api.tools.examples import EXAMPLES
from api.tools.filters import ToolFilterSet
from api.tools.serializers import ToolRowSerializer, ToolSerializer

FIRST = 50


class ToolViewSet(TaggedReads, KnownParameters, ReadOnlyModelViewSet):
    """Tools: what agents may call, by exact name. Patterns grant tools and are none themselves."""

    examples = EXAMPLES
    lookup_field = "name"
    lookup_value_converter = "toolname"
    queryset = Tool.objects.none()
    filterset_class = ToolFilterSet
    about = {
        "list": "What agents may call, by exact name, with how many may. Patterns are left out.",
        "retrieve": "One tool, by its name or an alias, with the first agents that may use it.",
    }
    faces = {"list": ToolRowSerializer, "retrieve": ToolSerializer}

    def get_serializer_class(self) -> type[BaseSerializer]:
        """Return the row or the whole."""
        return self.faces[self.action]

    def get_queryset(self) -> ToolQuerySet:
        """Return the tools with how many agents may use each."""
        return self.registry.tools.named().with_agent_counts()

    def retrieve(self, request: Request, name: str) -> Response:
        """Return one tool, with the first of the agents that may use it."""
        tool = self.get_queryset().by_name(name)
        agents = self.registry.agents.able_to_use(tool.name).briefly()[:FIRST]
        context: dict[str, Any] = {**self.get_serializer_context(), "agents": agents}
        return Response(ToolSerializer(tool, context=context).data)
