"""The application with one of its protections off, so that a test of crashes is seen to fail.

For ``tests.benchmarks.crashes --without`` alone; no other server loads this. Which one is
off stands in the variable CRASH_WITHOUT:

``transactions``: each step of a write is stored by itself. ``order``: an answer comes before the
change is stored. ``journal``: SQLite writes pages in place and keeps nothing to go back to.
"""

from __future__ import annotations

import io
import os
from collections.abc import Iterable
from threading import Timer
from typing import Any

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.db.models import QuerySet

LATE = 0.3  # seconds from the answer to the change
SINGLE = ("/api/agents/", "/api/agents")
# A small cache, so that pages go to the file in the midst of a transaction.
IN_PLACE = "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=10;"


class Hasty:
    """Says 201 to whoever publishes one agent, and does it later."""

    def __init__(self, inner: Any) -> None:
        self.inner = inner

    def __call__(self, environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        """Answer at once where an agent is published, else as ever."""
        if environ["REQUEST_METHOD"] != "POST" or environ["PATH_INFO"] not in SINGLE:
            answer: Iterable[bytes] = self.inner(environ, start)
            return answer
        body = environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"]))
        later = environ | {"wsgi.input": io.BytesIO(body)}
        Timer(LATE, lambda: list(self.inner(later, lambda *told: None))).start()
        start("201 Created", [("Content-Type", "application/json")])
        return [b"{}"]


def _committing(create: Any) -> Any:
    def create_and_commit(rows: Any, *args: Any, **options: Any) -> Any:
        made = create(rows, *args, **options)
        # Behind the back of whoever opened the transaction.
        connection.connection.commit()
        return made

    return create_and_commit


def _without(protection: str) -> Any:
    if protection == "journal":
        settings.DATABASES["default"]["OPTIONS"]["init_command"] = IN_PLACE
    if protection == "transactions":
        QuerySet.bulk_create = _committing(QuerySet.bulk_create)  # type: ignore[method-assign]
    served = get_wsgi_application()
    return Hasty(served) if protection == "order" else served


application = _without(os.environ["CRASH_WITHOUT"])
