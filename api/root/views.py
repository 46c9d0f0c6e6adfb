"""The root of the API, and its own description."""

from __future__ import annotations

from drf_spectacular.views import (
    SpectacularAPIView,
    SpectacularRedocView,
    SpectacularSwaggerSplitView,
)
from rest_framework.request import Request
from rest_framework.response import Response

from api.parameters import KnownParameters
from api.preconditions import TaggedReads
from api.root.examples import EXAMPLES
from api.root.serializers import RootSerializer
from api.schema import SchemaOnce


class RootView(TaggedReads, KnownParameters):
    """Roster, a registry of AI agent definitions: begin here and follow the links."""

    examples = EXAMPLES
    serializer_class = RootSerializer
    pagination_class = None

    def get(self, request: Request) -> Response:
        """Return the address of each resource and of the documentation."""
        return Response(self.get_serializer(object()).data)


class SchemaView(TaggedReads, KnownParameters, SpectacularAPIView):
    """The contract as OpenAPI 3.1, in YAML or JSON."""

    generator_class = SchemaOnce


class DocsView(SpectacularSwaggerSplitView):
    """Swagger UI, from the package; a page can't be drawn for OPTIONS."""

    http_method_names = ["get", "head"]


class RedocView(SpectacularRedocView):
    """ReDoc, from the package; a page can't be drawn for OPTIONS."""

    http_method_names = ["get", "head"]
