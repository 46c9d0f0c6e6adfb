"""An operation whose answer nobody keeps: no tag, and a body where it does something."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from drf_spectacular.plumbing import ResolvedComponent
from drf_spectacular.utils import Direction, OpenApiExample

from api.schema.operation import JSON, RosterSchema

NO_STORE = "`no-store`: this answer is for nobody else, and for no later."
LOCATION = "The address of what was made."


@dataclass(frozen=True)
class Private:
    """How an operation is called and answers; is_open: whoever has not signed in may ask it."""

    operation: str
    summary: str
    status: str = "200"
    is_open: bool = False


class PrivateSchema(RosterSchema):
    """Draws the actions that a view names in ``operations``."""

    @property
    def told(self) -> Private:
        """Return what the view tells of this operation."""
        found: Private = self.view.operations[self.view.action]
        return found

    def get_operation_id(self) -> str:
        """Return the name that the view gives."""
        return self.told.operation

    def get_summary(self) -> str:
        """Return what it does, in a few words."""
        return self.told.summary

    def is_open(self) -> bool:
        """Return whether it is for those who have not signed in."""
        return self.told.is_open

    def get_auth(self) -> list[dict[str, Any]]:
        """Name the ways of saying who one is; none of them is looked at by what is open."""
        return [{}] if self.told.is_open else super().get_auth()

    def get_override_parameters(self) -> list[Any]:
        """Add nothing: there is no tag to send."""
        return []

    def get_request_serializer(self) -> Any:
        """Return the body that the view names for the action."""
        body = self.view.bodies.get(self.view.action)
        return body() if body else None

    def get_examples(self) -> list[Any]:
        """Return what is sent in the documented example."""
        example = self._example()
        if example is None or example.sent is None:
            return []
        return [OpenApiExample(self.get_operation_id(), value=example.sent, request_only=True)]

    def _example(self) -> Any:
        return getattr(self.view, "examples", {}).get(self.get_operation_id())

    def _get_response_bodies(self, direction: Direction = "response") -> dict[str, Any]:
        """Return the one success, with its example, and the problems."""
        done: dict[str, Any] = {
            "description": "Done." if self.method != "GET" else "Found.",
            "headers": self._told_headers(),
        }
        if self.told.status != "204":
            drawn = self._get_response_for_code(
                self.get_response_serializers(), self.told.status, direction=direction
            )
            done["content"] = {JSON: drawn["content"][JSON]}
            if example := self._example():
                done["content"][JSON]["examples"] = {self.get_operation_id(): example.body()}
        return {self.told.status: done, **self._problems()}

    def _told_headers(self) -> dict[str, Any]:
        told = {"NoStore": ("Cache-Control", NO_STORE)}
        told |= {"Location": ("Location", LOCATION)} if self.told.status == "201" else {}
        found = {}
        for component, (name, description) in told.items():
            header = {"description": description, "required": True, "schema": {"type": "string"}}
            named = ResolvedComponent(component, ResolvedComponent.HEADER, header, component)
            self.registry.register_on_missing(named)
            found[name] = dict(named.ref)
        return found

    def _problems(self) -> dict[str, Any]:
        found = super()._problems()
        found |= {"403": self.problem("403")} if not self.told.is_open else {}
        if self.method == "POST":
            found |= {"409": self.problem("409")} if self.told.status == "201" else {}
        return dict(sorted(found.items()))
