"""``fields=``: rows with only the members that were asked for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rest_framework.serializers import BaseSerializer, ListSerializer, ModelSerializer

from agents_app.definitions.nearness import near
from agents_app.errors import BadRequest
from api.parameters.values import split

FIELDS = "fields"


class TrimmedSerializer(ModelSerializer):
    """A row that leaves out what ``shown`` in its context does not name."""

    def get_fields(self) -> dict[str, Any]:
        """Return the fields to show; a row inside another entry is never trimmed."""
        fields = super().get_fields()
        shown = self.context.get("shown") if _is_outermost(self) else None
        return {name: fields[name] for name in fields if shown is None or name in shown}


def shown_fields(written: Sequence[str], members: Sequence[str]) -> frozenset[str]:
    """Read ``fields=`` for rows with these members; raises BadRequest for another."""
    for value in (values := split(written, FIELDS)):
        if value not in members:
            message = f"A row has no {value[:60]!r}. It has: {', '.join(members)}."
            raise BadRequest(
                "unknown_field", message, field=FIELDS, near=near(value, members), allowed=members
            )
    return frozenset(values)


def _is_outermost(serializer: BaseSerializer) -> bool:
    parent = serializer.parent
    return parent is None or (isinstance(parent, ListSerializer) and parent.parent is None)
