"""An operation that changes something: its conditions, its statuses, and what may be sent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from drf_spectacular.plumbing import ResolvedComponent
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import Direction, OpenApiExample, OpenApiParameter

from api.schema.operation import JSON, MARKDOWN, RosterSchema

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
HEADERS = {
    "Location": "The address of what was made.",
    "Idempotency-Replayed": "`true` where this was answered before, to the same key.",
    "NewETag": "The tag that a read of it would have now; good for the next change.",
}


@dataclass(frozen=True)
class Change:
    """How one change is called, and how it answers.

    conditional: it needs ``If-Match``; file: the body may be a definition file.
    """

    operation: str
    summary: str
    status: str = "200"
    conditional: bool = True
    file: bool = False


class ChangeSchema(RosterSchema):
    """Draws the actions in ``changes`` of a view as changes, all others as reads."""

    @property
    def change(self) -> Change | None:
        """Return how this operation changes something, None where it reads."""
        changes: dict[str, Change] = getattr(self.view, "changes", {})
        return changes.get(getattr(self.view, "action", ""))

    def get_operation_id(self) -> str:
        """Return ``publishAgent``, ``retireAgent``, …"""
        return self.change.operation if self.change else super().get_operation_id()

    def get_summary(self) -> str:
        """Return what it does, in a few words."""
        return self.change.summary if self.change else super().get_summary()

    def get_auth(self) -> list[dict[str, Any]]:
        """Say that nobody changes anything without saying who they are."""
        ways: list[dict[str, Any]] = super().get_auth()
        return [way for way in ways if way] if self.change else ways

    def get_override_parameters(self) -> list[Any]:
        """Add the conditions of a change."""
        if self.change is None:
            return super().get_override_parameters()
        once = [KEY] if self.method == "POST" else []
        return [*once, *([IF_MATCH] if self.change.conditional else [])]

    def get_request_serializer(self) -> Any:
        """Return what may be sent, by media type."""
        if self.change is None or self.method == "DELETE":
            return super().get_request_serializer()
        sent = {JSON: self.view.bodies[self.view.action]}
        return sent | ({MARKDOWN: OpenApiTypes.STR} if self.change.file else {})

    def get_examples(self) -> list[Any]:
        """Return what is sent in the documented example."""
        example = getattr(self.view, "examples", {}).get(self.get_operation_id())
        if self.change is None or example is None or example.sent is None:
            return super().get_examples()
        return [OpenApiExample(self.get_operation_id(), value=example.sent, request_only=True)]

    def _get_response_bodies(self, direction: Direction = "response") -> dict[str, Any]:
        if self.change is None:
            return super()._get_response_bodies(direction)
        headers = ["NewETag"]
        headers += ["Location"] if self.change.status == "201" else []
        headers += ["Idempotency-Replayed"] if self.method == "POST" else []
        done: dict[str, Any] = {
            "description": "Done.",
            "headers": dict(map(self._of_change, headers)),
        }
        if self.change.status != "204":
            answer: Any = self.get_response_serializers()
            schema = self.resolve_serializer(answer, direction).ref
            done["content"] = {JSON: {"schema": schema}}
        example = getattr(self.view, "examples", {}).get(self.get_operation_id())
        if example and "content" in done:
            done["content"][JSON]["examples"] = {self.get_operation_id(): example.body()}
        return {self.change.status: done, **self._problems()}

    def _problems(self) -> dict[str, Any]:
        found = super()._problems()
        if self.change is None:
            return found
        statuses = ["401", "403", "409", "413", "415", "422"]
        statuses += ["412", "428"] if self.change.conditional else []
        more = {each: self.problem(each) for each in statuses}
        return dict(sorted({**found, **more}.items()))

    def _of_change(self, name: str) -> tuple[str, dict[str, Any]]:
        required = name != "Idempotency-Replayed"
        header: dict[str, Any] = {"description": HEADERS[name], "schema": {"type": "string"}}
        header |= {"required": True} if required else {}
        component = ResolvedComponent(name, ResolvedComponent.HEADER, header, name)
        self.registry.register_on_missing(component)
        return name.removeprefix("New"), dict(component.ref)
