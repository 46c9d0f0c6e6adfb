"""The page itself: its rows, the links to both sides, how many there are in all."""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter
from typing import Any

from django.db.models import QuerySet
from django.template import loader
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import remove_query_param, replace_query_param

from agents_app.errors import BadRequest
from api.pagination.cursor import CURSOR, Cursor
from api.pagination.keyset import after, bare, flipped, total_ordering

DEFAULT_LIMIT = 50
MOST = 200
LIMIT = "limit"


class KeysetPagination(BasePagination):
    """Pages with ``count``, ``next`` and ``previous`` over any total order, in two queries."""

    display_page_controls = False
    template = "rest_framework/pagination/previous_and_next.html"

    def paginate_queryset(self, queryset: Any, request: Request, view: Any = None) -> list[Any]:
        """Return the rows of the page that was asked for."""
        self.url = request.build_absolute_uri()
        self.ordering = total_ordering(queryset)
        limit = read_limit(request.query_params.get(LIMIT))
        written = request.query_params.get(CURSOR)
        self.cursor = None if written is None else Cursor.read(written, self.ordering)
        self.backward = self.cursor is not None and self.cursor.backward
        page = self._beginning(queryset)
        self.count = self.number(queryset)
        # One row more than asked for says whether the rows go on.
        rows = self.read(page, limit + 1)
        self.goes_on = len(rows) > limit
        self.display_page_controls = True
        self.rows = rows[:limit][::-1] if self.backward else rows[:limit]
        return self.rows

    def number(self, queryset: QuerySet) -> int:
        """Return how many rows there are in all."""
        return queryset.count()

    def read(self, page: QuerySet, most: int) -> list[Any]:
        """Return the first rows from where the page begins."""
        return list(page[:most])

    def values(self, row: Any, paths: Sequence[str]) -> tuple[Any, ...]:
        """Return what a row is ordered by."""
        return tuple(attrgetter(path.replace("__", "."))(row) for path in paths)

    def get_paginated_response(self, data: Any) -> Response:
        """Wrap the rows with the links to both sides."""
        before, behind = self.links()
        page = {"count": self.count, "next": behind, "previous": before, "results": data}
        return Response(page)

    def get_results(self, data: Any) -> Any:
        """Return the rows of a wrapped page, for the page that people browse."""
        return data["results"]

    def to_html(self) -> str:
        """Return the two links, for the page that people browse."""
        before, behind = self.links()
        context = {"previous_url": before, "next_url": behind}
        return str(loader.render_to_string(self.template, context))

    def links(self) -> tuple[str | None, str | None]:
        """Return the links to the pages before and after, None where the rows end."""
        if not self.rows:
            return self._links_back()
        # Where we come from there are rows: those beside which the cursor was made.
        came_from_rows = self.cursor is not None and self.cursor.values is not None
        is_more_before = self.goes_on if self.backward else came_from_rows
        is_more_behind = came_from_rows if self.backward else self.goes_on
        return (
            self._beside(self.rows[0], backward=True) if is_more_before else None,
            self._beside(self.rows[-1], backward=False) if is_more_behind else None,
        )

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        """Describe the wrapping for the schema."""
        link = {"type": ["string", "null"], "format": "uri"}
        return {
            "type": "object",
            "required": ["count", "next", "previous", "results"],
            "properties": {
                "count": {"type": "integer", "description": "How many rows there are in all."},
                "next": {**link, "description": "The page after this one."},
                "previous": {**link, "description": "The page before this one."},
                "results": schema,
            },
        }

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        """Describe the two parameters for the schema."""
        whole = {"type": "integer", "minimum": 1, "maximum": MOST, "default": DEFAULT_LIMIT}
        place = "Where the page begins, as `next` and `previous` say it. It holds for one ordering."
        return [
            _parameter(LIMIT, "How many rows a page has.", whole),
            _parameter(CURSOR, place, {"type": "string", "minLength": 1}),
        ]

    def _beginning(self, queryset: QuerySet) -> QuerySet:
        """Return the rows from the cursor on, in the direction of travel."""
        ordering = flipped(self.ordering) if self.backward else self.ordering
        if self.cursor is not None and self.cursor.values is not None:
            queryset = after(queryset, ordering, self.cursor.values)
        return queryset.order_by(*ordering)

    def _links_back(self) -> tuple[str | None, str | None]:
        """Lead an empty page to the far end: the cursor's row is gone, and all beyond it."""
        if self.cursor is None or self.cursor.values is None:
            return None, None
        if self.backward:
            return None, remove_query_param(self.url, CURSOR)
        return self._link(Cursor(self.ordering, True, None)), None

    def _beside(self, row: Any, *, backward: bool) -> str:
        values = self.values(row, [bare(name) for name in self.ordering])
        return self._link(Cursor(self.ordering, backward, values))

    def _link(self, cursor: Cursor) -> str:
        return str(replace_query_param(self.url, CURSOR, str(cursor)))


def read_limit(written: str | None) -> int:
    """Read ``limit``; digits only, for int() also takes signs, blanks and other scripts."""
    if written is None:
        return DEFAULT_LIMIT
    is_whole = written.isascii() and written.isdigit() and len(written) <= len(str(MOST))
    if is_whole and 1 <= int(written) <= MOST:
        return int(written)
    message = f"'limit' must be a whole number from 1 to {MOST}."
    raise BadRequest("bad_limit", message, field=LIMIT)


def _parameter(name: str, description: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"name": name, "in": "query", "description": description, "schema": schema}
