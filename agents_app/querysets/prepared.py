"""Plain rows that are asked for again and again: their SQL is written once.

To write the SQL of a question takes Django longer than most databases take to answer it, and to
make an object of each row takes longer again.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from django.db import connections, router
from django.db.models import Model, QuerySet

from agents_app.querysets.readers import EVERYTHING, Reader, SeenQuerySet, sees_all

Row = tuple[Any, ...]
_SHAPES = 256


class Statement(NamedTuple):
    """What a database is told; ``places`` are those of the values among the parameters.

    converters: by column, what makes Python's values of the database's.
    """

    sql: str
    params: tuple[Any, ...]
    places: tuple[tuple[int, int], ...]
    converters: dict[int, tuple[list[Callable[..., Any]], Any]]

    def rows(self, alias: str, values: Sequence[Any]) -> list[Row]:
        """Return the rows for some values."""
        connection, params = connections[alias], list(self.params)
        for place, number in self.places:
            params[place] = values[number]
        with connection.cursor() as cursor:
            cursor.execute(self.sql, params)
            found: list[Row] = cursor.fetchall()
        return self._converted(found, connection) if self.converters else found

    def _converted(self, rows: list[Row], connection: Any) -> list[Row]:
        """Convert the values, equal ones of a column once: who reads a row may not change it."""
        columns: list[Any] = list(zip(*rows, strict=True))
        for place, (converters, expression) in self.converters.items() if rows else ():
            known = {}
            for value in set(columns[place]):
                known[value] = value
                for convert in converters:
                    known[value] = convert(known[value], expression, connection)
            columns[place] = [known[value] for value in columns[place]]
        return list(zip(*columns, strict=True))


class Prepared:
    """A question that differs from time to time in its values alone.

    build: makes the rows' ``values_list`` out of all rows of a model as its reader sees them, the
    values (whole numbers or text) and the shape. What differs in the shape differs in SQL.
    """

    def __init__(self, build: Callable[..., QuerySet[Any, Any]]) -> None:
        self._build = build
        self._statement: Callable[..., Statement] = lru_cache(maxsize=_SHAPES)(self._written)

    def rows(
        self, model: type[Model], reader: Reader, *values: int | str, **shape: Hashable
    ) -> list[Row]:
        """Return the rows for these values.

        What one reader may not see is in the SQL, so it is written anew for those from whom
        something is hidden.
        """
        if not sees_all(reader):
            return list(self._build(_every(model, reader), *values, **shape))
        alias = router.db_for_read(model)
        kinds = tuple(map(type, values))
        return self._statement(model, alias, kinds, *shape.items()).rows(alias, values)

    def _written(
        self, model: type[Model], alias: str, kinds: tuple[type, ...], *shape: tuple[str, Any]
    ) -> Statement:
        marks = [_mark(kind, number) for number, kind in enumerate(kinds)]
        query = self._build(_every(model, EVERYTHING), *marks, **dict(shape)).query
        compiler = query.get_compiler(alias)
        sql, params = compiler.as_sql()
        places = [(at, marks.index(each)) for at, each in enumerate(params) if each in marks]
        selected = [each[0] for each in compiler.select]
        return Statement(sql, tuple(params), tuple(places), compiler.get_converters(selected))


def _every(model: type[Model], reader: Reader) -> Any:
    every: Any = model._default_manager.all()
    return every.as_seen_by(reader) if isinstance(every, SeenQuerySet) else every


def _mark(kind: type, number: int) -> int | str:
    """Return what stands for a value while the SQL is written, and in no row."""
    return f"\ue000{number}" if kind is str else -1_000_000 - number
