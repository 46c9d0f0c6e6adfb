"""What is said beside a body: where a definition goes, and what the history should tell of it."""

from __future__ import annotations

from typing import Any

from django_filters import FilterSet

from agents_app.registry import Registry
from api.parameters import Word
from api.parameters.plain import Plain

MOST_MESSAGE = 1_000
MESSAGE = "What the history and the journal tell of this change."


def anything(name: str, value: str, registry: Registry) -> None:
    """Take any value; what it means is judged where it is used."""


class Said(Plain):
    """A text that may be left out; ``read`` returns it or None."""

    def __init__(self, description: str, *, most: int | None = None) -> None:
        self.most = most or self.most
        super().__init__("", anything, description)

    def schema(self, of_one: dict[str, Any]) -> dict[str, Any]:
        """Describe a text of this length."""
        return {**of_one, "maxLength": self.most}

    def read(self, written: list[str]) -> Any:
        """Return the text, None where it was left out."""
        return next(iter(super().read(written)), None)


class ChangeParameters(FilterSet):
    """Beside a new text of an agent."""

    message = Said(MESSAGE, most=MOST_MESSAGE)


class PublishParameters(ChangeParameters):
    """Beside the first text of an agent."""

    collection = Said("The collection that it joins; `library` by default.")
    path = Said("Its place in the collection's tree, `folder/name.md`.", most=500)
    category = Said("The folder that it goes to, where no path is given.", most=100)


class RetireParameters(ChangeParameters):
    """Beside an agent that goes."""

    successor = Said("The key of the agent to use instead; readers are sent there.")
    leave_dangling = Word(
        ("false", "true"), "word", "`true` retires it though others name it; their edges dangle."
    )
