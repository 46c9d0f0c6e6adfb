"""An operation that takes files: by which media types, and how it answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from drf_spectacular.plumbing import ResolvedComponent
from drf_spectacular.utils import Direction

from api.schema.operation import JSON, RosterSchema


@dataclass(frozen=True)
class Intake:
    """How one operation is called, what it takes by media type, and how it answers.

    statuses: of success, with what each means; the example stands with the first. refusals:
    statuses beside those of every body. private: nobody may who has not said who they are.
    """

    operation: str
    summary: str
    takes: Mapping[str, Any]
    statuses: Mapping[str, str] = field(default_factory=lambda: {"200": "Found."})
    refusals: tuple[str, ...] = ()
    private: bool = True


class UploadSchema(RosterSchema):
    """Draws the actions in ``intakes`` of a view as such, all others as reads."""

    @property
    def intake(self) -> Intake | None:
        """Return what this operation takes, None where it reads."""
        intakes: dict[str, Intake] = getattr(self.view, "intakes", {})
        return intakes.get(getattr(self.view, "action", ""))

    def get_operation_id(self) -> str:
        """Return ``importFiles``, …"""
        return self.intake.operation if self.intake else super().get_operation_id()

    def get_summary(self) -> str:
        """Return what it does, in a few words."""
        return self.intake.summary if self.intake else super().get_summary()

    def get_auth(self) -> list[dict[str, Any]]:
        """Say where nobody is taken who has not said who they are."""
        ways: list[dict[str, Any]] = super().get_auth()
        return [way for way in ways if way] if self.intake and self.intake.private else ways

    def _get_request_body(self, direction: Direction = "request") -> dict[str, Any] | None:
        if self.intake is None:
            found: dict[str, Any] | None = super()._get_request_body(direction)
            return found
        content = {media_type: {"schema": dict(schema)} for media_type, schema in self._takes()}
        example = self.view.examples[self.intake.operation]
        named = {self.intake.operation: {"value": example.sent}}
        content[example.media_type]["examples"] = named
        return {"required": True, "content": content}

    def _takes(self) -> list[tuple[str, Any]]:
        assert self.intake is not None
        return list(self.intake.takes.items())

    def _get_response_bodies(self, direction: Direction = "response") -> dict[str, Any]:
        if self.intake is None:
            return super()._get_response_bodies(direction)
        serializer: Any = self.get_response_serializers()
        schema = self.resolve_serializer(serializer, direction).ref
        example = self.view.examples[self.intake.operation]
        answers: dict[str, Any] = {}
        for status, means in self.intake.statuses.items():
            content: dict[str, Any] = {"schema": schema}
            if not answers:
                content["examples"] = {self.intake.operation: example.body()}
            answers[status] = {"description": means, "content": {JSON: content}}
            if status == "201":
                answers[status]["headers"] = {"Location": self._location()}
        return answers | self._problems()

    def _problems(self) -> dict[str, Any]:
        found = super()._problems()
        if self.intake is None:
            return found
        more = {status: self.problem(status) for status in ("422", *self.intake.refusals)}
        return dict(sorted({**found, **more}.items()))

    def _location(self) -> dict[str, Any]:
        header = {
            "description": "The address of what was made.",
            "required": True,
            "schema": {"type": "string"},
        }
        component = ResolvedComponent("Location", ResolvedComponent.HEADER, header, "Location")
        self.registry.register_on_missing(component)
        return dict(component.ref)
