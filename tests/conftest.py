"""What every test shares: which database the run is on, and how a real one is emptied."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection

from api.memory import memory


def pytest_report_header() -> str:
    """Name the database, so that two runs in one log can be told apart."""
    return f"database: {settings.DATABASES['default']['ENGINE'].rpartition('.')[2]}"


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """Let Django empty the SQLite database between tests that commit.

    It deletes row by row there, which our guards against deleting refuse, as they should; so
    they are lifted for just that moment. (PostgreSQL truncates, which is no row's deletion.)
    """
    if connection.vendor != "sqlite":
        return
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        guards = dict(cursor.fetchall())
    flush = connection.ops.execute_sql_flush

    def flush_past_the_guards(statements: list[str]) -> None:
        with connection.cursor() as cursor:
            for name in guards:
                cursor.execute(f'DROP TRIGGER "{name}"')
            flush(statements)
            for guard in guards.values():
                cursor.execute(guard)

    connection.ops.execute_sql_flush = flush_past_the_guards


@pytest.fixture(autouse=True)
def forget() -> None:
    """Empty the caches: what one test asked must not use up what the next one may ask."""
    cache.clear()
    memory.clear()
