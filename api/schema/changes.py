"""An operation that changes something: its conditions, its statuses, and what may be sent."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from drf_spectacular.types import OpenApiTypes
from rest_framework.serializers import Serializer

from api.schema.operation import JSON, MARKDOWN
from api.schema.told import Told, ToldSchema

HELD = "202"
WAITS = (
    "Held: it can do more than the present text, and the collection's policy asks for a curator. "
    "Readers meet no change until one approves it."
)


@dataclass(frozen=True)
class Change(Told):
    """How one change is called, and how it answers.

    conditional: it needs ``If-Match``; file: the body may be a definition file; held: what is
    answered with 202 where it must wait for a curator.
    """

    status: str = "200"
    conditional: bool = True
    file: bool = False
    held: type[Serializer] | None = None


class ChangeSchema(ToldSchema):
    """Draws the actions in ``changes`` of a view as changes, all others as reads."""

    tells = "changes"

    def successes(self) -> Mapping[str, str]:
        """Add the answer to what has to wait."""
        return {**super().successes(), **({HELD: WAITS} if self.told.held else {})}

    def shown_with(self, status: str) -> Any:
        """Return what waits, where it does."""
        return self.told.held if status == HELD else super().shown_with(status)

    def headers_of(self, status: str) -> Iterable[str]:
        """Add the tag for the next change, and where what waits is to be found."""
        found = super().headers_of(status)
        return ["Location", *found] if status == HELD else ["NewETag", *found]

    def refusals(self) -> Iterable[str]:
        """Return what a body and a condition may be refused for."""
        return ["409", "413", "415", "422", *["412", "428"] * self.is_conditional()]

    def is_once(self) -> bool:
        """Return that every POST takes a key."""
        return self.method == "POST"

    def is_conditional(self) -> bool:
        """Return what the view says."""
        return bool(self.told.conditional)

    def get_request_serializer(self) -> Any:
        """Return what may be sent, by media type."""
        if self.told is None or self.method == "DELETE":
            return super().get_request_serializer()
        sent = {JSON: self.view.bodies[self.view.action]}
        return sent | ({MARKDOWN: OpenApiTypes.STR} if self.told.file else {})
