"""Beside whom a text is judged."""

from __future__ import annotations

from django_filters import FilterSet

from api.parameters import known_collection
from api.parameters.plain import Plain


class ValidateFilterSet(FilterSet):
    """The one parameter of ``validate/``."""

    collection = Plain(
        "", known_collection, "Beside the agents of this collection; else by itself."
    )
