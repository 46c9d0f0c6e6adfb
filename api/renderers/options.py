"""What ``OPTIONS`` tells of an address; the contract tells the rest."""

from __future__ import annotations

from typing import Any

from rest_framework.metadata import BaseMetadata
from rest_framework.request import Request


class Options(BaseMetadata):
    """Name, description and media types: reading them asks the database nothing."""

    def determine_metadata(self, request: Request, view: Any) -> dict[str, Any]:
        """Return the four."""
        return {
            "name": view.get_view_name(),
            "description": view.get_view_description(),
            "renders": [renderer.media_type for renderer in view.renderer_classes],
            "parses": [parser.media_type for parser in view.parser_classes],
        }
