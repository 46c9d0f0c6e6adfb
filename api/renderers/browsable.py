"""The page that people see who open an address in a browser."""

from __future__ import annotations

from typing import Any

from rest_framework.renderers import BrowsableAPIRenderer
from rest_framework.request import Request


class BrowsableRenderer(BrowsableAPIRenderer):
    """DRF's page around the JSON, without forms: filters and changes are typed."""

    def get_filter_form(self, data: Any, view: Any, request: Request) -> None:
        """Show none: an empty field would be sent, and an empty value is refused."""

    def get_raw_data_form(self, data: Any, view: Any, method: str, request: Request) -> None:
        """Show none."""

    def get_rendered_html_form(self, data: Any, view: Any, method: str, request: Request) -> None:
        """Show none, not even a button for OPTIONS."""
