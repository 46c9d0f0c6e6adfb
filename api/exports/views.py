"""Exports over HTTP: a list of files as JSON, the files themselves as a bundle."""

from __future__ import annotations

from typing import Any, cast

from django.http.response import HttpResponseBase
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from agents_app.errors import BadRequest
from agents_app.models import Agent
from agents_app.querysets.exports import Export, export_of
from api.authentication import registry_of
from api.exports.examples import EXAMPLES
from api.exports.serializers import ExportSerializer
from api.parameters import KnownParameters
from api.preconditions import TaggedReads
from api.renderers.bundles import BUNDLES
from api.renderers.files import link_to_other_faces, tell_digest
from api.selections import AgentSelection

# What a zip can count and reach without its larger form, which is not written.
MOST_FILES = 65_000
MOST_BYTES = 3 * 1024**3
# The digest goes before the bytes, so they are read twice; of more than this nobody waits for it.
MOST_DIGESTED = 256 * 1024**2


class ExportViewSet(TaggedReads, KnownParameters, GenericViewSet):
    """An export: the texts of the agents that fit, each byte for byte."""

    examples = EXAMPLES
    summary = "Export the agents that fit"
    queryset = Agent.objects.none()
    serializer_class = ExportSerializer
    filterset_class = AgentSelection
    pagination_class = None

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.renderer_classes = [*self.renderer_classes, *BUNDLES]

    def is_filtered(self) -> bool:
        """Return that filters hold here, though this is no list of rows."""
        return True

    def retrieve(self, request: Request) -> HttpResponseBase:
        """The manifest as JSON; with `format=zip` or `format=tar.gz` the files in a bundle.

        The same content gives the same bytes, on any machine: nothing is compressed, for
        compressors differ. Without `collection`, each collection has a folder. A path that would
        not be safe to unpack everywhere is changed in the bundle; the manifest has both.
        """
        slug = request.query_params.get("collection")
        agents = registry_of(request).agents
        chosen: Any = AgentSelection(request.query_params, agents, request=request).qs
        export = export_of(chosen, apart=slug is None)
        bundle = next(
            (each for each in BUNDLES if isinstance(request.accepted_renderer, each)), None
        )
        if bundle is None:
            return Response(self.get_serializer(export).data)
        _refuse_too_much(export)
        texts = registry_of(request).revisions
        response = bundle.stream(export.entries(texts), slug or "roster")
        if export.size <= MOST_DIGESTED:
            digest = bundle.digest(export.entries(texts), known_by=export.manifest())
            tell_digest(response, digest)
        return response

    def finalize_response(
        self, request: Request, response: Any, *args: Any, **kwargs: Any
    ) -> Response:
        """Name the other faces."""
        response = super().finalize_response(request, response, *args, **kwargs)
        response.accepted_media_type = getattr(request.accepted_renderer, "media_type", "")
        link_to_other_faces(self, request, response)
        return cast("Response", response)


def _refuse_too_much(export: Export) -> None:
    if len(export.agents) > MOST_FILES or export.size > MOST_BYTES:
        message = f"Over {MOST_FILES:,} files, or too many bytes; export fewer at a time."
        raise BadRequest("too_many_files", message, field="collection")
