"""The order of collections."""

from __future__ import annotations

from django_filters import FilterSet

from api.parameters import Ordering


class CollectionFilterSet(FilterSet):
    """Collections are few: they are ordered, not filtered."""

    ordering = Ordering(
        {name: name for name in ("slug", "title", "created", "agent_count")}, default=["slug"]
    )
