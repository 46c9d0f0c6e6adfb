"""What Prometheus is told: requests, statements, caches, and how large the registry is.

Several processes serve. Each writes its numbers into a file of its own, in the folder that
``PROMETHEUS_MULTIPROC_DIR`` names (``config/server.py`` sets it, and empties it at the start);
whichever process is asked adds them up. Without that folder a process tells of itself alone.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import Error
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.exposition import generate_latest
from prometheus_client.multiprocess import MultiProcessCollector, mark_process_dead
from prometheus_client.registry import Collector

from agents_app.journal import current_serial
from agents_app.models import Agent
from agents_app.timing import Spent
from config import VERSION

METHODS = ("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE")
BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10)
FOLDER = "PROMETHEUS_MULTIPROC_DIR"

REGISTRY = CollectorRegistry()
LATENCY = Histogram(
    "roster_request_seconds",
    "Time until the head of the answer, by route, method and status.",
    ("route", "method", "status"),
    buckets=BUCKETS,
    registry=REGISTRY,
)
IN_FLIGHT = Gauge(
    "roster_requests_in_flight",
    "Requests that are being answered.",
    multiprocess_mode="livesum",
    registry=REGISTRY,
)
QUERIES = Counter("roster_queries", "Statements, by database.", ("database",), registry=REGISTRY)
QUERY_SECONDS = Counter(
    "roster_query_seconds", "Time until the first rows of all statements.", registry=REGISTRY
)
CACHE = Counter(
    "roster_cache_answers",
    "Answers by what the cache had: hit, miss …",
    ("had",),
    registry=REGISTRY,
)


@contextmanager
def in_flight() -> Iterator[None]:
    """Count the request inside the block among those that are being answered."""
    IN_FLIGHT.inc()
    try:
        yield
    finally:
        IN_FLIGHT.dec()


def count(route: str, method: str, status: int, spent: Spent) -> None:
    """Count an answer with all that it cost; for one that never reached a view, too."""
    known = method if method in METHODS else "other"
    LATENCY.labels(route, known, str(status)).observe(spent.seconds)
    for alias, number in spent.queries.items():
        QUERIES.labels(alias).inc(number)
    if spent.database:
        QUERY_SECONDS.inc(spent.database)
    if "cache" in spent.entries:
        CACHE.labels(spent.entries["cache"].description).inc()


def exposition() -> bytes:
    """Return everything, in Prometheus' text format, for all processes of this server."""
    folder = os.environ.get(FOLDER)
    if not folder:
        return generate_latest(REGISTRY) + generate_latest(_registry_of(Registered()))
    _forget_the_dead(Path(folder))
    everyone = CollectorRegistry()
    MultiProcessCollector(everyone, path=folder)  # type: ignore[no-untyped-call]
    return generate_latest(everyone) + generate_latest(_registry_of(Registered()))


class Registered(Collector):
    """Reads from the database, at the moment of asking, what the registry holds."""

    def collect(self) -> Iterator[Metric]:
        """Yield the serial and the number of agents, those of private collections included.

        While the database is away the two are missing, and the rest is told all the same.
        """
        build = GaugeMetricFamily("roster_build", "Always 1.", labels=["version"])
        build.add_metric([VERSION], 1)
        yield build
        try:
            sizes = current_serial(), Agent.objects.published().count()
        except Error:
            return
        yield GaugeMetricFamily("roster_journal_serial", "The registry's version.", sizes[0])
        yield GaugeMetricFamily("roster_agents", "Published agents, private included.", sizes[1])


def _registry_of(collector: Collector) -> CollectorRegistry:
    registry = CollectorRegistry(auto_describe=True)
    registry.register(collector)
    return registry


def _forget_the_dead(folder: Path) -> None:
    """Take back what processes that are gone had in flight; their counters stay counted."""
    for path in folder.glob("gauge_live*_*.db"):
        pid = path.stem.rpartition("_")[2]
        if not Path("/proc", pid).exists() and Path("/proc/self").exists():
            mark_process_dead(int(pid), str(folder))  # type: ignore[no-untyped-call]
