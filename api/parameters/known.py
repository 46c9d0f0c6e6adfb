"""What a value may be: how one is recognised, and what is offered for one that is not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from operator import attrgetter

from django.db.models import QuerySet

from agents_app.definitions.nearness import near
from agents_app.definitions.tools import tool_named
from agents_app.errors import BadRequest
from agents_app.querysets.agents import MOST_SEARCH_WORDS
from agents_app.registry import Registry
from api.parameters.values import unknown_value

MOST_LISTED = 20
_MOST_CANDIDATES = 5_000

# Told the parameter's name, a value and the registry as who asks sees it, it raises BadRequest
# or is silent.
Check = Callable[[str, str, Registry], None]


@dataclass(frozen=True)
class Known:
    """Takes the values that one column of some rows has; asks the database, once where all is well.

    rows: out of what who asks sees. alike: another way to find the nearest ones, where all
    candidates would be too many.
    """

    what: str
    rows: Callable[[Registry], QuerySet]
    column: str
    alike: Callable[[str, Registry], Sequence[str]] | None = None

    def __call__(self, name: str, value: str, registry: Registry) -> None:
        """Refuse a value that no row has."""
        if not self.rows(registry).filter(**{self.column: value}).exists():
            raise self._unknown(name, value, registry)

    def each(self, name: str, wanted: Sequence[str], registry: Registry) -> None:
        """Refuse the first of some values that no row has; asks once for all of them."""
        rows = self.rows(registry).filter(**{f"{self.column}__in": wanted})
        there = set(rows.values_list(self.column, flat=True))
        for value in wanted:
            if value not in there:
                raise self._unknown(name, value, registry)

    def _unknown(self, name: str, value: str, registry: Registry) -> BadRequest:
        values = self.rows(registry).exclude(**{self.column: ""}).order_by(self.column)
        there = list(values.values_list(self.column, flat=True).distinct()[:_MOST_CANDIDATES])
        alike = self.alike(value, registry) if self.alike else near(value, there)
        allowed = there if len(there) <= MOST_LISTED else ()
        return unknown_value(name, self.what, value, alike=alike, allowed=allowed)


known_agent = Known(
    "agent",
    attrgetter("agents"),
    "key",
    alike=lambda key, registry: registry.agents.keys_near(key),
)
known_collection = Known("collection", attrgetter("collections"), "slug")
known_server = Known("MCP server", attrgetter("tools"), "server")


def known_target(name: str, value: str, registry: Registry) -> None:
    """Take the key of an agent, or a name that some edge states though nobody bears it."""
    if not registry.edges.leading_to(value).exists():
        known_agent(name, value, registry)


def one_of(what: str, values: Sequence[str]) -> Check:
    """Take the values of a list; it is short, so whoever misses is shown all of it."""

    def check(name: str, value: str, registry: Registry) -> None:
        if value not in values:
            raise unknown_value(name, what, value, allowed=values)

    return check


def known_tool(name: str, value: str, registry: Registry) -> None:
    """Take any tool of a vocabulary, any well-formed MCP name, and what some agent declares."""
    tool = tool_named(value)
    if tool.standing == "unknown" and not registry.tools.filter(name=tool.name).exists():
        raise unknown_value(name, "tool", value, alike=registry.tools.names_near(value))


def some_words(name: str, value: str, registry: Registry) -> None:
    """Take plain words, not too many: each one is a condition of its own."""
    if len(value.split()) > MOST_SEARCH_WORDS:
        message = f"{name!r} takes at most {MOST_SEARCH_WORDS} words."
        raise BadRequest("too_many_words", message, field=name)
