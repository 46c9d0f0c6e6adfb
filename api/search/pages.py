"""Pages of a ranking: places instead of rows, so that a page costs what its depth costs."""

from __future__ import annotations

from typing import Any

from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import remove_query_param, replace_query_param

from agents_app.search import FACETS, MOST_RANKED
from api.pagination import KeysetPagination
from api.pagination.cursor import CURSOR, NO_CURSOR, Cursor, bad_cursor
from api.pagination.pages import LIMIT, read_limit

ORDERING = ("place",)


class RankedPagination(KeysetPagination):
    """Pages of the first 1,000 places; ``count`` says how many agents were found in all."""

    facets: dict[str, Any]

    def begin(self, request: Request) -> tuple[int, int]:
        """Return the places that the page asked for spans; raises BadRequest for a bad one."""
        self.url = request.build_absolute_uri()
        self.limit = read_limit(request.query_params.get(LIMIT))
        written = request.query_params.get(CURSOR)
        self.start = 0 if written is None else _place(written)
        self.stop = min(self.start + self.limit, MOST_RANKED)
        return self.start, self.stop

    def finish(self, count: int, facets: dict[str, Any]) -> None:
        """Take how many there are, and the facets that go with the page."""
        self.count, self.facets = count, facets
        self.display_page_controls = True

    def get_paginated_response(self, data: Any) -> Response:
        """Wrap the results with the links to both sides, and the facets."""
        before, behind = self.links()
        page = {"count": self.count, "next": behind, "previous": before, "results": data}
        return Response({**page, "facets": self.facets})

    def links(self) -> tuple[str | None, str | None]:
        """Return the links to the pages before and after, None where the places end."""
        return (
            self._at(max(0, self.start - self.limit)) if self.start else None,
            self._at(self.stop) if self.stop < min(self.count, MOST_RANKED) else None,
        )

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        """Describe the wrapping for the schema."""
        page = super().get_paginated_response_schema(schema)
        page["properties"]["count"]["description"] = (
            f"How many agents were found; the first {MOST_RANKED:,} can be paged through."
        )
        page["properties"]["facets"] = _facets_schema()
        return {**page, "required": [*page["required"], "facets"]}

    def _at(self, place: int) -> str:
        if place == 0:
            return str(remove_query_param(self.url, CURSOR))
        return str(replace_query_param(self.url, CURSOR, str(Cursor(ORDERING, False, (place,)))))


def _facets_schema() -> dict[str, Any]:
    value = {
        "type": "object",
        "required": ["value", "count"],
        "properties": {"value": {"type": "string"}, "count": {"type": "integer"}},
        "additionalProperties": False,
    }
    return {
        "type": "object",
        "description": "The most frequent values of each facet, with how many agents each of them "
        "gives; each facet is counted with all filters but its own.",
        "required": list(FACETS),
        "properties": {facet: {"type": "array", "items": value} for facet in FACETS},
        "additionalProperties": False,
    }


def _place(written: str) -> int:
    values = Cursor.read(written, ORDERING).values
    place = values[0] if values else None
    if type(place) is not int or not 0 < place < MOST_RANKED:
        raise bad_cursor(NO_CURSOR)
    return place
