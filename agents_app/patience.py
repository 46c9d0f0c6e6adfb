"""How long SQLite waits for the one writer that it has; for notes that are not worth a wait."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import connection


@contextmanager
def patience(*, milliseconds: int) -> Iterator[None]:
    """Wait no longer than this for the database's lock inside the block.

    Raises OperationalError when it does not come free. PostgreSQL locks rows, not the whole: there
    is nothing to wait for, and nothing is done.
    """
    if connection.vendor != "sqlite":
        yield
        return
    usual = int(settings.DATABASES["default"]["OPTIONS"]["timeout"] * 1000)
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA busy_timeout = {milliseconds:d}")
        try:
            yield
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {usual:d}")
