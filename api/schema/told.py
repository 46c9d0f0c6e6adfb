"""An operation of which the view tells more than its address does: its name, needs and answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from drf_spectacular.plumbing import ResolvedComponent
from drf_spectacular.utils import Direction, OpenApiExample, OpenApiParameter

from api.schema.operation import JSON, RosterSchema

IF_MATCH = OpenApiParameter(
    "If-Match",
    str,
    "header",
    required=True,
    description="The `ETag` of your last read, so that nothing is overwritten unseen; `*` for any.",
    examples=[OpenApiExample("any state", value="*")],
)
KEY = OpenApiParameter(
    "Idempotency-Key",
    {"type": "string", "pattern": "^[\\x21-\\x7e]{1,255}$"},
    "header",
    description="A name of your own for this request, a UUID for instance: sent again within a "
    "day it is answered again and not done again.",
)
REPLAYED = "Idempotency-Replayed"
# The header of each component, and what it says.
HEADERS = {
    "Location": ("Location", "The address of what was made."),
    REPLAYED: (REPLAYED, "`true` where this was answered before, to the same key."),
    "NewETag": ("ETag", "The tag that a read of it would have now; good for the next change."),
    "NoStore": ("Cache-Control", "`no-store`: this answer is for nobody else, and for no later."),
}


@dataclass(frozen=True)
class Told:
    """How one operation is called."""

    operation: str
    summary: str


class ToldSchema(RosterSchema):
    """Draws the actions that a view tells of, and all others as reads.

    What kinds of operations differ in they say by the methods from ``successes`` on.
    """

    tells = ""  # the attribute of a view that has a Told for each action

    @property
    def told(self) -> Any:
        """Return what the view tells of this operation, None for nothing."""
        return getattr(self.view, self.tells, {}).get(getattr(self.view, "action", ""))

    def successes(self) -> Mapping[str, str]:
        """Return each status of success with what it means; the example stands with the first."""
        return {self.told.status: "Done."}

    def headers_of(self, status: str) -> Iterable[str]:
        """Return the components of the headers of a success."""
        return ["Location"] * (status == "201") + [REPLAYED] * self.is_once()

    def refusals(self) -> Iterable[str]:
        """Return statuses beside those that every operation has."""
        return ()

    def shown_with(self, status: str) -> Any:
        """Return the serializer of a success."""
        return self.get_response_serializers()

    def is_once(self) -> bool:
        """Return whether it takes an ``Idempotency-Key``."""
        return False

    def is_conditional(self) -> bool:
        """Return whether it needs ``If-Match``."""
        return False

    def is_open(self) -> bool:
        """Return whether those who have not said who they are may ask it too."""
        return self.told is None

    def get_operation_id(self) -> str:
        """Return ``publishAgent``, ``importFiles``, ``createToken``, …"""
        return self.told.operation if self.told else super().get_operation_id()

    def get_summary(self) -> str:
        """Return what it does, in a few words."""
        return self.told.summary if self.told else super().get_summary()

    def get_override_parameters(self) -> list[Any]:
        """Add its conditions; what only reads take is not taken here."""
        if self.told is None:
            return super().get_override_parameters()
        return [KEY] * self.is_once() + [IF_MATCH] * self.is_conditional()

    def _get_response_bodies(self, direction: Direction = "response") -> dict[str, Any]:
        if self.told is None:
            return super()._get_response_bodies(direction)
        found: dict[str, Any] = {}
        for status, means in self.successes().items():
            headers = dict(map(self._of_told, self.headers_of(status)))
            found[status] = {"description": means} | ({"headers": headers} if headers else {})
            if status == "204":
                continue
            answer = self.shown_with(status)
            drawn = self._get_response_for_code(answer, status, direction=direction)
            shown = self.shown_example() if len(found) == 1 else {}
            found[status]["content"] = {JSON: drawn["content"][JSON] | shown}
        return found | self._problems()

    def _problems(self) -> dict[str, Any]:
        found = super()._problems()
        more = self.refusals() if self.told else ()
        return dict(sorted({**found, **{each: self.problem(each) for each in more}}.items()))

    def _of_told(self, component: str) -> tuple[str, dict[str, Any]]:
        name, description = HEADERS[component]
        header: dict[str, Any] = {"description": description, "schema": {"type": "string"}}
        header |= {"required": True} if name != REPLAYED else {}
        found = ResolvedComponent(component, ResolvedComponent.HEADER, header, component)
        self.registry.register_on_missing(found)
        return name, dict(found.ref)
