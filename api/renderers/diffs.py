"""A comparison as a unified diff, beside its JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer
from rest_framework.viewsets import GenericViewSet

from api.renderers.files import link_to_other_faces, make_harmless


class DiffRenderer(BaseRenderer):
    """A unified diff, which ``patch`` takes; the words in it are other people's."""

    media_type = "text/x-diff"
    format = "diff"
    charset = "utf-8"

    def render(
        self,
        data: Any,
        accepted_media_type: str | None = None,
        renderer_context: Mapping[str, Any] | None = None,
    ) -> str:
        """Return the text of ``{"name", "text"}``, with the headers of a file.

        Not as bytes: DRF takes the media type from those that are empty, as this is for a text
        compared with itself.
        """
        make_harmless((renderer_context or {})["response"], f"{data['name']}.diff")
        return str(data["text"])


class DiffedViewSet(GenericViewSet):
    """Comparisons that have a unified diff; ``diff_serializer_class`` makes it."""

    diff_serializer_class: type[BaseSerializer]

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.renderer_classes = [*self.renderer_classes, DiffRenderer]

    def get_serializer_class(self) -> type[BaseSerializer]:
        """Return how this face is drawn."""
        renderer = getattr(self.request, "accepted_renderer", None)
        is_diff = isinstance(renderer, DiffRenderer)
        return self.diff_serializer_class if is_diff else super().get_serializer_class()

    def finalize_response(
        self, request: Request, response: Response, *args: Any, **kwargs: Any
    ) -> Response:
        """Name the other faces."""
        response = super().finalize_response(request, response, *args, **kwargs)
        link_to_other_faces(self, request, response)
        return response
