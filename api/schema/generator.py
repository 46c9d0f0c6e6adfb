"""The schema is drawn once for each release: no request changes it, and drawing takes a while."""

from __future__ import annotations

from functools import cache
from typing import Any

from drf_spectacular.generators import SchemaGenerator
from rest_framework.request import Request


class SchemaOnce(SchemaGenerator):
    """Draws the schema when it is first asked for, and keeps it."""

    def get_schema(self, request: Request | None = None, public: bool = False) -> dict[str, Any]:
        """Return the whole schema."""
        return _drawn()


@cache
def _drawn() -> dict[str, Any]:
    schema: dict[str, Any] = SchemaGenerator().get_schema(request=None, public=True)
    return schema
