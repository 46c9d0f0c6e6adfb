"""Agents and what hangs on them as plain rows, for answers that are made of many of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, cast

from django.db import models
from django.db.models import Case, Count, F, Q, When

from agents_app.definitions.tools import Access, Effect, Grant, tool_named
from agents_app.querysets.prepared import Prepared, Row
from agents_app.querysets.readers import Reader, in_sight, sees_all

if TYPE_CHECKING:
    from agents_app.models import Agent

Columns = tuple[str, ...]
HEIR = "heir"
TARGET = "target__key"
_LEAST_ASKED = 8


def as_rows(agents: Any, columns: Columns) -> Any:
    """Return agents as plain rows of these columns, of which one may be ``heir``."""
    return (agents.with_heirs() if HEIR in columns else agents).values_list(*columns)


def _met(every: Any) -> Any:
    return every.visible_to(every.reader)


def _one(every: Any, key: str, *, columns: Columns) -> Any:
    return as_rows(_met(every).filter(key=key), columns)


def _some(every: Any, *ids: int, columns: Columns) -> Any:
    return as_rows(every.filter(pk__in=ids).order_by(), columns)


def _first(every: Any, *, columns: Columns, most: int) -> Any:
    return as_rows(_met(every).order_by("key"), columns)[:most]


def _number(every: Any) -> Any:
    counted = _met(every).order_by().annotate(number=Count("*")).values_list("number")
    counted.query.group_by = None  # all of them are one group
    return counted


def _in_order(every: Any, owner: int, *, by: str, order: Columns, columns: Columns) -> Any:
    return every.filter(**{by: owner}).order_by(*order).values_list(*columns)


def _outgoing(every: Any, agent: int, *, columns: Columns) -> Any:
    stated = every.filter(agent=agent).stated().order_by("position")
    if sees_all(every.reader):
        return stated.values_list(*columns)
    seen = in_sight(every.reader, "target__collection") & Q(target__status="published")
    stated = stated.annotate(seen_target=Case(When(seen, then=F(TARGET))))
    return stated.values_list(*("seen_target" if name == TARGET else name for name in columns))


def _incoming(every: Any, agent: int, *, columns: Columns) -> Any:
    edges = every.filter(target=agent).visible_to(every.reader).stated()
    return edges.order_by("agent__key", "position").values_list(*columns)


def _given(every: Any, *toolsets: int) -> Any:
    return (
        every.filter(toolset__in=toolsets)
        .order_by("position")
        .values_list("toolset_id", "position", "token", "tool__name", "effect")
    )


def _named(every: Any, *toolsets: int) -> Any:
    named = every.filter(toolset__in=toolsets).order_by("position")
    return named.values_list("toolset_id", "tool__name")


def _allowed(every: Any, *toolsets: int) -> Any:
    given = every.filter(toolset__in=toolsets, effect="allow").order_by("position")
    return given.values_list("toolset_id", "tool__name")


ONE, SOME = Prepared(_one), Prepared(_some)
FIRST, NUMBER = Prepared(_first), Prepared(_number)
IN_ORDER, OUTGOING, INCOMING = Prepared(_in_order), Prepared(_outgoing), Prepared(_incoming)
GIVEN, NAMED, ALLOWED = Prepared(_given), Prepared(_named), Prepared(_allowed)


class PlainAgents:
    """The agents that one reader meets, and what hangs on them, as rows of chosen columns."""

    def __init__(self, model: type[Agent], reader: Reader) -> None:
        self.model, self.reader = model, reader

    def one(self, key: str, columns: Columns) -> Row:
        """Return the agent of a key; raises Gone or Missing as ``by_key`` does."""
        rows = ONE.rows(self.model, self.reader, key, columns=columns)
        if not rows:
            raise self.model.objects.visible_to(self.reader).absent(key)
        return rows[0]

    def some(self, ids: Iterable[int], columns: Columns) -> list[Row]:
        """Return agents by id, in no order; whoever knows an id may see the agent."""
        known = _padded(ids)
        return SOME.rows(self.model, self.reader, *known, columns=columns) if known else []

    def first(self, most: int, columns: Columns) -> list[Row]:
        """Return the first agents by key."""
        return FIRST.rows(self.model, self.reader, columns=columns, most=most)

    def count(self) -> int:
        """Return how many there are."""
        return int(NUMBER.rows(self.model, self.reader)[0][0])

    def grants(self, toolset: int, columns: Columns) -> list[Row]:
        """Return the grants of a toolset, in the order of the text."""
        return self._in_order(("toolset", "grants"), toolset, ("position",), columns)

    def findings(self, agent: int, columns: Columns) -> list[Row]:
        """Return what lint found in an agent, from top to bottom."""
        return self._in_order(("findings",), agent, ("line", "column", "rule"), columns)

    def sections(self, agent: int, columns: Columns) -> list[Row]:
        """Return the sections of an agent, in file order."""
        return self._in_order(("sections",), agent, ("position",), columns)

    def outgoing(self, agent: int, columns: Columns) -> list[Row]:
        """Return the edges that count; the key of a target that is not in sight is null."""
        return OUTGOING.rows(self._related("outgoing"), self.reader, agent, columns=columns)

    def incoming(self, agent: int, columns: Columns) -> list[Row]:
        """Return the edges to an agent from those that the reader meets, by their keys."""
        return INCOMING.rows(self._related("outgoing"), self.reader, agent, columns=columns)

    def tools(self, toolsets: Iterable[int]) -> dict[int, list[str]]:
        """Return the names of the tools that toolsets grant, by id, in order, each once."""
        names: dict[int, dict[str, None]] = {pk: {} for pk in toolsets}
        grants = self._related("toolset", "grants")
        for toolset, name in ALLOWED.rows(grants, self.reader, *_padded(names)) if names else ():
            names[toolset][name] = None
        return {pk: list(each) for pk, each in names.items()}

    def named(self, toolsets: Iterable[int]) -> dict[int, list[str]]:
        """Return the names of all tools that toolsets name, denied ones too, by id, in order."""
        names: dict[int, list[str]] = {pk: [] for pk in toolsets}
        grants = self._related("toolset", "grants")
        for toolset, name in NAMED.rows(grants, self.reader, *_padded(names)) if names else ():
            names[toolset].append(name)
        return names

    def accesses(self, free: Mapping[int, bool]) -> dict[int, Access]:
        """Return what toolsets let use, by id. free: whether each inherits every tool."""
        given: dict[int, list[Grant]] = defaultdict(list)
        grants = self._related("toolset", "grants")
        for toolset, position, token, name, effect in (
            GIVEN.rows(grants, self.reader, *_padded(free)) if free else ()
        ):
            grant = Grant(position, token, tool_named(name), cast("Effect", effect))
            given[toolset].append(grant)
        return {
            pk: Access(inherits, not inherits or pk in given, tuple(given.get(pk, ())))
            for pk, inherits in free.items()
        }

    def _in_order(
        self, path: tuple[str, ...], owner: int, order: Columns, columns: Columns
    ) -> list[Row]:
        model, by = self._related(*path), "toolset" if "toolset" in path else "agent"
        return IN_ORDER.rows(model, self.reader, owner, by=by, order=order, columns=columns)

    def _related(self, *path: str) -> type[models.Model]:
        """Return a related model: models stand above querysets, so by relation."""
        model: Any = self.model
        for relation in path:
            model = model._meta.get_field(relation).related_model
        found: type[models.Model] = model
        return found


def _padded(ids: Iterable[int]) -> list[int]:
    """Return ids, the last one repeated up to a power of two: so that there are few statements."""
    known = list(ids)
    room = _LEAST_ASKED
    while room < len(known):
        room *= 2
    return known + known[-1:] * (room - len(known))
