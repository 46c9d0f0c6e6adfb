"""An operation that takes files: by which media types, and how it answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from drf_spectacular.utils import Direction

from api.schema.told import Told, ToldSchema


@dataclass(frozen=True)
class Intake(Told):
    """How one operation is called, what it takes by media type, and how it answers.

    statuses: of success, with what each means; the example stands with the first. refusals:
    statuses beside those of every body. once: it takes an ``Idempotency-Key``. is_open: whoever
    has not said who they are may ask it.
    """

    takes: Mapping[str, Any] = field(default_factory=dict)
    statuses: Mapping[str, str] = field(default_factory=lambda: {"200": "Found."})
    refusals: tuple[str, ...] = ()
    once: bool = False
    is_open: bool = False


class UploadSchema(ToldSchema):
    """Draws the actions in ``intakes`` of a view as such, all others as reads."""

    tells = "intakes"

    def successes(self) -> Mapping[str, str]:
        """Return what the view says."""
        found: Mapping[str, str] = self.told.statuses
        return found

    def refusals(self) -> Iterable[str]:
        """Return what a text may be refused for, and what the view says."""
        return ("422", *self.told.refusals)

    def is_once(self) -> bool:
        """Return what the view says."""
        return bool(self.told.once)

    def is_open(self) -> bool:
        """Return what the view says."""
        return self.told is None or bool(self.told.is_open)

    def _get_request_body(self, direction: Direction = "request") -> dict[str, Any] | None:
        if self.told is None:
            found: dict[str, Any] | None = super()._get_request_body(direction)
            return found
        content = {kind: {"schema": dict(schema)} for kind, schema in self.told.takes.items()}
        example = self.view.examples[self.told.operation]
        content[example.media_type]["examples"] = {self.told.operation: {"value": example.sent}}
        return {"required": True, "content": content}
