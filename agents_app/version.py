"""The registry's version, as it is read with every answer: before the data that it names.

What is read after it may be newer than it, and never older; so what is kept under a version is
never stale for whoever sees that version later.
"""

from __future__ import annotations

from itertools import count
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

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

# By what name each connection knows the statement; a name is never given again.
_prepared: WeakKeyDictionary[Any, bytes] = WeakKeyDictionary()
_numbers = count()


def current_version() -> Version:
    """Return the version, in one query of the database that reads come from."""
    with _database().cursor() as cursor:
        cursor.execute(_NEWEST)
        return _read(cursor.fetchall())


def own_connection() -> BaseDatabaseWrapper:
    """Return this thread's connection, open; for a loop, on which Django gives none and opens none.

    Call it before the loop runs.
    """
    database = _database()
    database.ensure_connection()
    return database


def version_at_a_glance(asked: BaseDatabaseWrapper | None = None) -> Version:
    """Return the version past Django's cursors, which cost more than the question itself.

    asked: by which connection, this thread's by default. No health check goes before it: on an
    error Django looks at the connection in the next request. Raises ``django.db.Error``.
    """
    database: Any = asked or own_connection()
    with database.wrap_database_errors:
        if database.vendor == "postgresql":
            return _read(_asked_of_libpq(database))
        # All rows: a statement that is not read to its end keeps an old snapshot open.
        return _read(database.connection.execute(_NEWEST).fetchall())


def _asked_of_libpq(database: Any) -> list[tuple[int, str | None]]:
    """Ask a prepared statement, past psycopg's cursors too: they take three times as long.

    Nothing is prepared where a pooler stands between that lends a connection for one transaction,
    which is when Django is told to do without server-side cursors.
    """
    connection, pq = database.connection, database.Database.pq
    if database.settings_dict.get("DISABLE_SERVER_SIDE_CURSORS"):
        result = connection.pgconn.exec_(_NEWEST.encode())
    else:
        if connection not in _prepared:
            _prepared[connection] = name = b"roster_version_%d" % next(_numbers)
            connection.pgconn.prepare(name, _NEWEST.encode())
        result = connection.pgconn.exec_prepared(_prepared[connection], None)
    if result.status != pq.ExecStatus.TUPLES_OK:
        _prepared.pop(connection, None)  # whatever it was, the next one begins anew
        raise database.Database.OperationalError(pq.error_message(result))
    if not result.ntuples:
        return []
    serial, moment = result.get_value(0, 0), result.get_value(0, 1)
    return [(int(serial), moment.decode() if moment else None)]


def in_open_transaction() -> bool:
    """Return whether reads see what nobody else sees yet, and what may still be undone."""
    return _database().in_atomic_block


def _database() -> BaseDatabaseWrapper:
    return connections[router.db_for_read(JournalHead)]


def _read(rows: list[tuple[int, str | None]]) -> Version:
    return Version(rows[0][0], rows[0][1] or "") if rows else NONE
