"""Every statement is counted and timed, and the slow ones are logged, without their values."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable
from time import perf_counter
from typing import Any

from django.conf import settings
from django.db.backends.base.base import BaseDatabaseWrapper

from agents_app.timing import Spent, spent_now

LONGEST = 2_000
MOST_LINES = 20

slow = logging.getLogger("roster.slow_query")
profile = logging.getLogger("roster.profile")


def watch(connection: BaseDatabaseWrapper, **kwargs: Any) -> None:
    """Count what a connection is asked from now on; a receiver of ``connection_created``."""
    if meter not in connection.execute_wrappers:
        connection.execute_wrappers.append(meter)


def meter(
    execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]
) -> Any:
    """Execute a statement and put it on the request's bill, whatever comes of it."""
    started = perf_counter()
    try:
        return execute(sql, params, many, context)
    finally:
        seconds, alias = perf_counter() - started, context["connection"].alias
        if spent := spent_now():
            spent.database += seconds
            spent.queries[alias] = spent.queries.get(alias, 0) + 1
            if spent.statements is not None:
                spent.statements.append((sql, seconds))
        if settings.SLOW_QUERY_MS and 1000 * seconds >= settings.SLOW_QUERY_MS:
            facts = {"ms": _milliseconds(seconds), "database": alias, "statement": _shown(sql)}
            slow.warning("slow query", extra=facts)


def log_profile(spent: Spent) -> None:
    """Log the statements of a request that asked for it, the dearest first, equal ones as one."""
    statements = spent.statements or []
    times, seconds = Counter(sql for sql, _ in statements), Counter[str]()
    for sql, each in statements:
        seconds[sql] += each  # type: ignore[assignment]
    for sql, sum_of_them in seconds.most_common(MOST_LINES):
        facts = {"ms": _milliseconds(sum_of_them), "times": times[sql], "statement": _shown(sql)}
        profile.info("query", extra=facts)


def _milliseconds(seconds: float) -> float:
    return round(1000 * seconds, 1)


def _shown(sql: str) -> str:
    """Return the statement as it was prepared: values stand beside it, and stay there."""
    return sql if len(sql) <= LONGEST else f"{sql[:LONGEST]}…"
