"""The registry's version, as it is read with every answer: before the data that it names.

What is read after it may be newer than it, and never older; so what is kept under a version is
never stale for whoever sees that version later.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from django.db import connections, router
from django.db.backends.base.base import BaseDatabaseWrapper

from agents_app.models import JournalEntry, JournalHead


class Version(NamedTuple):
    """The journal's serial, and when it was given, as the database writes it.

    A database that was restored gives the same serials once more, at other times: so two
    histories never share a version. ``moment`` is empty before the first entry.
    """

    serial: int
    moment: str


NONE = Version(0, "")
_NEWEST = (
    "SELECT head.serial, CAST(entry.at AS TEXT)"
    f' FROM "{JournalHead._meta.db_table}" head'
    f' LEFT JOIN "{JournalEntry._meta.db_table}" entry ON entry.serial = head.serial'
)


def current_version() -> Version:
    """Return the version, in one query of the database that reads come from."""
    with _database().cursor() as cursor:
        cursor.execute(_NEWEST)
        return _read(cursor.fetchall())


def version_at_a_glance() -> Version:
    """Return the version past Django's cursors, which cost more than the question itself.

    No health check goes before it: on an error Django looks at the connection in the next
    request. On PostgreSQL the statement is prepared, unless a pooler stands between that lends a
    connection for one transaction. Raises ``django.db.Error``.
    """
    database: Any = _database()
    database.ensure_connection()
    with database.wrap_database_errors:
        cursor = database.Database.Cursor(database.connection)
        how = {"prepare": not database.settings_dict.get("DISABLE_SERVER_SIDE_CURSORS")}
        cursor.execute(_NEWEST, **(how if database.vendor == "postgresql" else {}))
        # All rows: a statement that is not read to its end keeps an old snapshot open.
        return _read(cursor.fetchall())


def in_open_transaction() -> bool:
    """Return whether reads see what nobody else sees yet, and what may still be undone."""
    return _database().in_atomic_block


def _database() -> BaseDatabaseWrapper:
    return connections[router.db_for_read(JournalHead)]


def _read(rows: list[tuple[int, str | None]]) -> Version:
    return Version(rows[0][0], rows[0][1] or "") if rows else NONE
