"""What the request of the moment has cost so far, told by whoever spends it.

The database is counted by ``config/queries.py``; any floor adds what is its own with ``tell``.
Outside of a request nothing is kept, and nothing costs more than a look.
"""

from __future__ import annotations

from contextvars import ContextVar
from dataclasses import dataclass, field
from time import perf_counter


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the bill: seconds, where it took time, and a word, where one says more."""

    seconds: float | None = None
    description: str = ""


@dataclass(slots=True)
class Spent:
    """The bill of one request; seconds of the database end with each statement's first row.

    queries: statements, by the alias of their database. statements: each with its seconds, None
    unless a profile was asked for. entries: what others told, by a name such as ``cache``.
    """

    started: float = field(default_factory=perf_counter)
    database: float = 0.0
    queries: dict[str, int] = field(default_factory=dict)
    statements: list[tuple[str, float]] | None = None
    entries: dict[str, Entry] = field(default_factory=dict)

    @property
    def seconds(self) -> float:
        """Return how long it has taken by now."""
        return perf_counter() - self.started


_current: ContextVar[Spent | None] = ContextVar("spent", default=None)


def begin(*, profile: bool = False) -> Spent:
    """Begin the bill of a request; it holds until the next request begins on this thread."""
    spent = Spent(statements=[] if profile else None)
    _current.set(spent)
    return spent


def spent_now() -> Spent | None:
    """Return the bill of the request that is being answered, None outside of any."""
    return _current.get()


def tell(name: str, description: str = "", *, seconds: float | None = None) -> None:
    """Add an entry, as ``tell("cache", "hit")``; a later one of the same name replaces it."""
    if spent := _current.get():
        spent.entries[name] = Entry(seconds, description)
