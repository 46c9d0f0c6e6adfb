"""A graph as Mermaid, DOT or GraphML, beside its JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer
from rest_framework.viewsets import GenericViewSet

from agents_app.graph import DRAWINGS, Drawing
from api.renderers.files import link_to_other_faces, make_harmless


class DrawingRenderer(BaseRenderer):
    """A graph as a drawing; the words in it are other people's."""

    drawing: Drawing
    charset = "utf-8"

    def render(
        self,
        data: Any,
        accepted_media_type: str | None = None,
        renderer_context: Mapping[str, Any] | None = None,
    ) -> bytes:
        """Return the drawing of a graph, with the headers of a file."""
        make_harmless((renderer_context or {})["response"], f"graph.{self.drawing.suffix}")
        return self.drawing.draw(data).encode()


def _renderer_of(drawing: Drawing) -> type[DrawingRenderer]:
    about = {"drawing": drawing, "format": drawing.name, "media_type": drawing.media_type}
    return type(f"{drawing.name.title()}Renderer", (DrawingRenderer,), about)


class GraphFileSerializer(BaseSerializer):
    """What a drawing needs: the graph itself."""

    def to_representation(self, instance: Any) -> Any:
        """Return the graph of an answer that has one."""
        return instance.graph


class DrawnViewSet(GenericViewSet):
    """Answers that are a graph, so that they can be drawn; ``graph`` of the answer is drawn."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.renderer_classes = [*self.renderer_classes, *map(_renderer_of, DRAWINGS)]

    def get_serializer_class(self) -> type[BaseSerializer]:
        """Return how this face is drawn."""
        renderer = getattr(self.request, "accepted_renderer", None)
        is_drawn = isinstance(renderer, DrawingRenderer)
        return GraphFileSerializer if is_drawn else super().get_serializer_class()

    def finalize_response(
        self, request: Request, response: Response, *args: Any, **kwargs: Any
    ) -> Response:
        """Name the other faces."""
        response = super().finalize_response(request, response, *args, **kwargs)
        link_to_other_faces(self, request, response)
        return response
