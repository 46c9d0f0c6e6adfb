"""Pages of agents, read as plain rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from rest_framework.request import Request

from agents_app.querysets.plain import as_rows
from api.pagination import KeysetPagination
from api.pagination.keyset import bare

_NARROWS_NOTHING = {"limit", "fields", "format"}


class AgentPages(KeysetPagination):
    """Rows of the columns that the view's sheet is drawn of, and of those they are ordered by."""

    def paginate_queryset(self, queryset: Any, request: Request, view: Any = None) -> list[Any]:
        """Return the rows of the page that was asked for."""
        self.agents, self.wanted = view.agents, view.sheet.columns
        self.is_first = asks_for_the_first(request)
        return super().paginate_queryset(queryset, request, view)

    def number(self, queryset: QuerySet) -> int:
        """Return how many there are."""
        return self.agents.count() if self.is_first else queryset.count()

    def read(self, page: QuerySet, most: int) -> list[Any]:
        """Return rows of columns; the usual page is asked by a statement that stands ready."""
        self.columns = tuple(dict.fromkeys((*self.wanted, *map(bare, self.ordering))))
        if self.is_first:
            rows: list[Any] = self.agents.first(most, self.columns)
            return rows
        return list(as_rows(page, self.columns)[:most])

    def values(self, row: Any, paths: Sequence[str]) -> tuple[Any, ...]:
        """Return what a row is ordered by."""
        return tuple(row[self.columns.index(path)] for path in paths)


def asks_for_the_first(request: Request) -> bool:
    """Return whether the first of all agents by key are asked for, as most often."""
    return _NARROWS_NOTHING.issuperset(request.query_params)
