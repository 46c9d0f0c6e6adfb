"""What machines ask of a server: whether it lives, whether it can serve, and how it fares.

    /healthz   200 as long as the process answers; restart it when it does not
    /readyz    200 where requests may be sent, else 503 with the reasons
    /metrics   for Prometheus; only for the networks of ``ROSTER_METRICS_ADDRESSES``

They are answered before everything else, so that no list of addresses, no name of a host, no
redirect to HTTPS and no throttle comes between an orchestrator and the truth.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic

from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from prometheus_client import CONTENT_TYPE_LATEST

from config import metrics
from config.addresses import may_measure

HEADERS = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
STOPPING = "stopping"
_LOOK_AGAIN = 0.1  # seconds


class Sign:
    """Whether the server is to stop, looked for now and then."""

    def __init__(self) -> None:
        self._looked = 0.0
        self._found = False

    @property
    def is_up(self) -> bool:
        """Return what was found, a moment ago at most."""
        if not self._found and monotonic() - self._looked > _LOOK_AGAIN:
            self._looked, self._found = monotonic(), is_stopping()
        return self._found


sign = Sign()


class HealthMiddleware:
    """Answers the three addresses; all other requests are handed on untouched."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, and ask for the connection to be closed where the server is to stop."""
        answer = ANSWERS.get(request.path_info)
        response = answer(request) if answer else self.get_response(request)
        if sign.is_up:
            # Else the client's next request would meet the connection at the moment it closes.
            response.headers["Connection"] = "close"
        return response


def alive(request: HttpRequest) -> HttpResponse:
    """Answer that this process answers."""
    return JsonResponse({"status": "alive"}, headers=HEADERS)


def ready(request: HttpRequest) -> HttpResponse:
    """Answer whether requests may be sent here, and if not, why."""
    reasons = list(_reasons())
    status = {"status": "not ready" if reasons else "ready", "reasons": reasons}
    return JsonResponse(status, status=503 if reasons else 200, headers=HEADERS)


def measures(request: HttpRequest) -> HttpResponse:
    """Answer the metrics, to those who may know how large the registry is."""
    if not may_measure(request.META):
        return JsonResponse({"status": "not for you"}, status=403, headers=HEADERS)
    return HttpResponse(metrics.exposition(), content_type=CONTENT_TYPE_LATEST, headers=HEADERS)


def is_stopping() -> bool:
    """Return whether ``config/server.py`` has been told to stop."""
    folder = os.environ.get(metrics.FOLDER)
    return bool(folder) and Path(folder or "", STOPPING).exists()


def _reasons() -> Iterator[str]:
    if is_stopping():
        yield "stopping"
    try:
        connection.ensure_connection()
        if not _migrated():
            yield "migrations are missing"
    except Error:
        yield "the database is away"


def _migrated() -> bool:
    """Return whether the database is as this release needs it; it is looked at each time."""
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


ANSWERS = {"/healthz": alive, "/readyz": ready, "/metrics": measures}
