"""What a value may be: how one is recognised, and what is offered for one that is not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from agents_app.definitions.nearness import near
from agents_app.definitions.tools import tool_named
from agents_app.errors import BadRequest
from agents_app.models import Agent, Collection, Integration, Tool
from agents_app.querysets.agents import MOST_SEARCH_WORDS
from api.parameters.values import unknown_value

MOST_LISTED = 20
_MOST_CANDIDATES = 5_000

# Told the parameter's name and a value, it raises BadRequest or is silent.
Check = Callable[[str, str], None]


@dataclass(frozen=True)
class Known:
    """Takes the values that one column of some rows has; asks the database, once where all is well.

    alike: another way to find the nearest ones, where all candidates would be too many.
    """

    what: str
    rows: Callable[[], QuerySet]
    column: str
    alike: Callable[[str], Sequence[str]] | None = None

    def __call__(self, name: str, value: str) -> None:
        """Refuse a value that no row has."""
        if not self.rows().filter(**{self.column: value}).exists():
            raise self._unknown(name, value)

    def each(self, name: str, wanted: Sequence[str]) -> None:
        """Refuse the first of some values that no row has; asks once for all of them."""
        rows = self.rows().filter(**{f"{self.column}__in": wanted})
        there = set(rows.values_list(self.column, flat=True))
        for value in wanted:
            if value not in there:
                raise self._unknown(name, value)

    def _unknown(self, name: str, value: str) -> BadRequest:
        values = self.rows().exclude(**{self.column: ""}).order_by(self.column)
        there = list(values.values_list(self.column, flat=True).distinct()[:_MOST_CANDIDATES])
        alike = self.alike(value) if self.alike else near(value, there)
        allowed = there if len(there) <= MOST_LISTED else ()
        return unknown_value(name, self.what, value, alike=alike, allowed=allowed)


known_agent = Known(
    "agent",
    lambda: Agent.objects.published(),
    "key",
    alike=lambda key: Agent.objects.published().keys_near(key),
)
known_collection = Known("collection", lambda: Collection.objects.all(), "slug")
known_server = Known("MCP server", lambda: Tool.objects.all(), "server")


def known_target(name: str, value: str) -> None:
    """Take the key of an agent, or a name that some edge states though nobody bears it."""
    if not Integration.objects.leading_to(value).exists():
        known_agent(name, value)


def one_of(what: str, values: Sequence[str]) -> Check:
    """Take the values of a list; it is short, so whoever misses is shown all of it."""

    def check(name: str, value: str) -> None:
        if value not in values:
            raise unknown_value(name, what, value, allowed=values)

    return check


def known_tool(name: str, value: str) -> None:
    """Take any tool of a vocabulary, any well-formed MCP name, and what some agent declares."""
    tool = tool_named(value)
    if tool.standing == "unknown" and not Tool.objects.filter(name=tool.name).exists():
        raise unknown_value(name, "tool", value, alike=Tool.objects.names_near(value))


def some_words(name: str, value: str) -> None:
    """Take plain words, not too many: each one is a condition of its own."""
    if len(value.split()) > MOST_SEARCH_WORDS:
        message = f"{name!r} takes at most {MOST_SEARCH_WORDS} words."
        raise BadRequest("too_many_words", message, field=name)
