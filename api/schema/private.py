"""An operation whose answer nobody keeps: no tag, and a body where it does something."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from api.schema.told import Told, ToldSchema


@dataclass(frozen=True)
class Private(Told):
    """How an operation is called and answers.

    is_open: whoever has not signed in may ask it; conflicts: statuses of refusals of its own.
    """

    status: str = "200"
    is_open: bool = False
    conflicts: tuple[str, ...] = ()


class PrivateSchema(ToldSchema):
    """Draws the actions that a view names in ``operations``, which are all that it has."""

    tells = "operations"

    def successes(self) -> Mapping[str, str]:
        """Return the one status of success."""
        return {self.told.status: "Found." if self.method == "GET" else "Done."}

    def headers_of(self, status: str) -> Iterable[str]:
        """Add that no cache keeps it."""
        return ["NoStore", *super().headers_of(status)]

    def refusals(self) -> Iterable[str]:
        """Return that what is made may not fit."""
        return ["409"] if self.told.status == "201" else self.told.conflicts

    def is_open(self) -> bool:
        """Return whether it is for those who have not signed in."""
        return bool(self.told.is_open)

    def get_auth(self) -> list[dict[str, Any]]:
        """Name the ways of saying who one is; none of them is looked at by what is open."""
        return [{}] if self.is_open() else super().get_auth()

    def get_request_serializer(self) -> Any:
        """Return the body that the view names for the action."""
        body = self.view.bodies.get(self.view.action)
        return body() if body else None
