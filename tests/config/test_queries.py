"""Statements are counted, and the slow ones logged: as they were prepared, without values."""

import json
import logging
import time

import pytest
from django.db import DatabaseError, connection, transaction

from agents_app import timing
from agents_app.models import Agent
from config import queries
from tests.config.test_tracing import heard  # noqa: F401 - a fixture


def test_every_statement_is_on_the_bill(db):
    connection.ensure_connection()
    spent = timing.begin()
    list(Agent.objects.all())
    Agent.objects.count()
    assert spent.queries == {"default": 2}
    assert spent.database > 0


def test_one_that_fails_is_too(db):
    spent = timing.begin()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT nonsense FROM nowhere")
    assert spent.queries["default"] >= 1


def test_a_connection_is_watched_once(db):
    queries.watch(connection)
    assert connection.execute_wrappers.count(queries.meter) == 1


@pytest.mark.parametrize(("limit", "lines"), [(0, 0), (1, 1), (60_000, 0)])
def test_a_slow_statement_is_logged_without_its_values(
    db,
    settings,
    heard,  # noqa: F811
    limit,
    lines,
):
    settings.SLOW_QUERY_MS = limit
    with connection.cursor() as cursor:
        cursor.execute(SLOW[connection.vendor], ["hush-hush", 30_000])
    slow = [json.loads(line) for line in heard if "roster.slow_query" in line]
    assert len(slow) == lines
    for line in slow:
        assert line["level"] == "warning"
        assert line["ms"] >= limit
        assert line["database"] == "default"
        assert "%s" in line["statement"]
        assert "hush" not in str(line)


def test_a_long_statement_is_cut(db, settings, caplog):
    settings.SLOW_QUERY_MS = 1
    with caplog.at_level(logging.WARNING, logger="roster.slow_query"):
        queries.meter(sleepy, "x" * 5_000, (), False, {"connection": connection})
    assert len(caplog.records[0].statement) == queries.LONGEST + 1


def sleepy(sql: str, params: object, many: bool, context: object) -> None:
    """A statement that takes two milliseconds."""
    time.sleep(0.002)


SLOW = {
    "sqlite": "WITH RECURSIVE n(i, w) AS (SELECT 1, %s UNION ALL SELECT i + 1, w FROM n "
    "WHERE i < %s) SELECT count(w) FROM n",
    "postgresql": "WITH RECURSIVE n(i, w) AS (SELECT 1, %s::text UNION ALL SELECT i + 1, w FROM n "
    "WHERE i < %s) SELECT count(w) FROM n",
}
