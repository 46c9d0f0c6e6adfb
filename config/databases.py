"""How each database is spoken to: what was acknowledged stays, and nobody waits for ever."""

import os
from pathlib import Path
from typing import Any


def database_settings(
    place: dict[str, Any], data: Path, *, statement_seconds: int, pool: int = 0
) -> dict[str, Any]:
    """Return Django's settings for a database, given where it is.

    statement_seconds: what PostgreSQL lets a statement take; 0 is no limit.
    pool: connections to PostgreSQL that the threads of a process share; 0: each has its own.
    """
    if place["ENGINE"].endswith("sqlite3"):
        return place | _sqlite(data)
    return place | _postgresql(place.get("OPTIONS", {}), 1000 * statement_seconds, pool)


def _sqlite(data: Path) -> dict[str, Any]:
    return {
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            # BEGIN IMMEDIATE: who reads and then writes waits for the lock at once. Deferred, the
            # second of two such transactions fails in the midst, however long it would wait.
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            # WAL: readers never wait for the writer, nor it for them. FULL: each commit reaches the
            # disk before it is acknowledged, so a power cut takes back nothing; with NORMAL, the
            # default of WAL elsewhere, it takes back the last ones. No mmap: see the WAL-reset bug.
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
            " PRAGMA foreign_keys=ON; PRAGMA journal_size_limit=67108864;",
            # trusted_schema stays on: off, SQLite refuses the JSON_VALID that Django puts into
            # the check constraint of every JSONField ("unsafe use of JSON_VALID()").
        },
        # A file, so that threads in tests meet the locks of production; one per run, so that
        # two runs in one checkout do not meet each other.
        "TEST": {"NAME": str(data / f"test-{os.getpid()}.sqlite3")},
    }


def _postgresql(options: dict[str, Any], milliseconds: int, pool: int) -> dict[str, Any]:
    # What a statement may take is cut short for visitors; a command may SET another limit.
    timeouts = (
        f"-c statement_timeout={milliseconds} -c lock_timeout=5000"
        " -c idle_in_transaction_session_timeout=15000"
    )
    usual: dict[str, Any] = {"options": timeouts, "connect_timeout": 5}
    if pool:
        # Whoever finds all in use waits so long, and is told to try again.
        usual["pool"] = {"min_size": 1, "max_size": pool, "timeout": 5}
    return {
        # A pool keeps what is open, and Django refuses to keep it as well.
        "CONN_MAX_AGE": 0 if pool else 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": usual | options,
    }
