"""The definition itself: the stored bytes, as ``text/markdown``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import ReadOnlyModelViewSet

from api.renderers.files import link_to_other_faces, make_harmless, tell_digest

MARKDOWN = "md"


class MarkdownRenderer(BaseRenderer):
    """The definition as it came in, byte for byte."""

    media_type = "text/markdown"
    format = MARKDOWN
    charset = "utf-8"
    render_style = "binary"

    def render(
        self,
        data: Any,
        accepted_media_type: str | None = None,
        renderer_context: Mapping[str, Any] | None = None,
    ) -> bytes:
        """Return the bytes of ``{"name", "digest", "content"}``, with the headers of a file.

        It is other people's text: opened as a page it may run nothing and load nothing.
        """
        response = (renderer_context or {})["response"]
        make_harmless(response, f"{data['name']}.md")
        tell_digest(response, bytes.fromhex(data["digest"].removeprefix("sha256:")))
        return bytes(data["content"])


class MarkdownViewSet(ReadOnlyModelViewSet):
    """Reads whose single entries have a second face, the file itself."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        if self.detail:
            self.renderer_classes = [*self.renderer_classes, MarkdownRenderer]

    def get_renderers(self) -> list[Any]:
        """Return the faces; what is written is answered as data."""
        faces = super().get_renderers()
        if getattr(self.request, "method", None) in (None, "GET", "HEAD", "OPTIONS"):
            return faces
        return [face for face in faces if face.format != MARKDOWN]

    @property
    def face(self) -> str:
        """Return the action, or ``md`` where the file itself was asked for."""
        renderer = getattr(self.request, "accepted_renderer", None)
        return MARKDOWN if getattr(renderer, "format", "") == MARKDOWN else self.action

    def finalize_response(
        self, request: Request, response: Response, *args: Any, **kwargs: Any
    ) -> Response:
        """Name the other faces of a single entry."""
        response = super().finalize_response(request, response, *args, **kwargs)
        if self.detail and request.method in ("GET", "HEAD"):
            link_to_other_faces(self, request, response)
        return response
