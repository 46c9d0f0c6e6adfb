"""The parameters that an address takes, read off its filters, its pages and its rows."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict
from rest_framework.generics import GenericAPIView
from rest_framework.request import Request
from rest_framework.settings import api_settings

from agents_app.definitions.nearness import near
from agents_app.errors import BadRequest
from api.parameters.fields import FIELDS, TrimmedSerializer, shown_fields
from api.parameters.values import MOST_CHARACTERS, MOST_SHOWN, refuse_empty_or_odd

FORMAT = str(api_settings.URL_FORMAT_OVERRIDE)
# A cursor is ours: it holds values of a row, and those may be longer than what people type.
PAGE = {"cursor": 4_096, "limit": 16}


class KnownParameters(GenericAPIView):
    """Refuses parameters that nobody knows, before anything is read for them."""

    shown: frozenset[str] | None = None

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Look at the names and the bounds of all parameters; what values mean comes later."""
        super().initial(request, *args, **kwargs)
        reads = request.method in ("GET", "HEAD")
        if reads or getattr(self, "action", None) not in (None, "metadata"):
            query = request.query_params
            if not query:
                return
            check(
                query,
                known=self.parameters(),
                repeatable=self.repeatable(),
                bounds={name: each.most for name, each in self._filters().items()},
            )
            if FIELDS in query:
                members = self.members()
                self.shown = shown_fields(query.getlist(FIELDS), members)

    def parameters(self) -> list[str]:
        """Return the names of all parameters that this address takes."""
        names = [*self._filters()]
        if self._lists():
            names += PAGE if self.paginator else ()
            names += [FIELDS] if self.members() else []
        return [*names, FORMAT]

    def members(self) -> list[str]:
        """Return what a row has, where rows are listed and can be trimmed; else nothing."""
        serializer: Any = self.get_serializer_class() if self._lists() else None
        trims = serializer is not None and issubclass(serializer, TrimmedSerializer)
        return list(serializer.Meta.fields) if trims else []

    def repeatable(self) -> set[str]:
        """Return those that may be given more than once."""
        return {FIELDS, *(name for name, each in self._filters().items() if each.many)}

    def get_serializer_context(self) -> dict[str, Any]:
        """Tell the serializer which members to show."""
        return {**super().get_serializer_context(), "shown": self.shown}

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        """Narrow the rows by what is asked; to find that nothing is takes no form."""
        filters = self._filters()
        needed = any(each.extra["required"] for each in filters.values())
        if needed or not filters.keys().isdisjoint(self.request.query_params):
            return super().filter_queryset(queryset)
        for each in filters.values():
            queryset = each.unasked(queryset)
        return queryset

    def is_filtered(self) -> bool:
        """Return whether the filters hold here; what is read by its key takes none."""
        return self._lists()

    def _filters(self) -> Mapping[str, Any]:
        filterset = getattr(self, "filterset_class", None) if self.is_filtered() else None
        filters: Mapping[str, Any] = filterset.base_filters if filterset else {}
        return filters

    def _lists(self) -> bool:
        return getattr(self, "action", "") == "list"


def check(
    query: QueryDict,
    *,
    known: Collection[str],
    repeatable: Collection[str],
    bounds: Mapping[str, int],
) -> None:
    """Refuse unknown names, needless repeats, and values out of bounds."""
    for name, values in query.lists():
        if name not in known:
            message = f"There is no parameter {name[:MOST_SHOWN]!r}. Allowed: {', '.join(known)}."
            raise BadRequest(
                "unknown_parameter",
                message,
                field=name[:MOST_SHOWN],
                near=near(name[:MOST_SHOWN], known),
                allowed=list(known),
            )
        if len(values) > 1 and name not in repeatable:
            message = f"{name!r} is given {len(values)} times; it takes one value."
            raise BadRequest("repeated_parameter", message, field=name)
        for value in values:
            most = bounds.get(name) or PAGE.get(name, MOST_CHARACTERS)
            refuse_empty_or_odd(name, value, most=most)
