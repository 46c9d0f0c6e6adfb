"""How fast questions about the graph are answered, as a plain library and over HTTP.

    python -m tests.benchmarks.graph_speed --agents 1000 10000 100000

Five edges an agent, one in ten of them dangling, in two shapes: in "islands" agents name others of
their own collection of 150, as real ones do; in the "tangle" anybody names anybody, so that from
each nearly all are reached. Each size runs in a process of its own, over a fresh SQLite file.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from typing import Any

from agents_app.graph import Edge, Graph, Node, report

ROOT = Path(__file__).resolve().parents[2]
ISLAND = 150
EDGES_EACH = 5
ADDRESSES = (
    "graph/",
    "graph/?collection=c-00001",
    "graph/?format=graphml",
    "graph/report/",
    "graph/report/?collection=c-00001",
    "graph/path/?from=c-00001:agent-0000150&to=c-00001:agent-0000299",
    "agents/c-00001:agent-0000150/graph/",
    "agents/c-00001:agent-0000150/graph/?depth=3&direction=out",
    "agents/c-00001:agent-0000150/graph/?depth=5",
    "agents/c-00001:agent-0000150/impact/",
    "agents/c-00001:agent-0000150/reach/",
)


def ends(count: int, *, tangle: bool) -> Iterator[tuple[int, int, bool]]:
    """Yield source, target and whether the edge dangles; the same ones in each run."""
    chance = random.Random(count)
    for source in range(count):
        first, size = (0, count) if tangle else (source - source % ISLAND, ISLAND)
        for _ in range(EDGES_EACH):
            target = min(first + chance.randrange(size), count - 1)
            if target != source:
                yield source, target, chance.random() < 0.1


def fill(count: int, *, tangle: bool) -> None:
    """Write agents and edges straight into their tables: what is measured is reading."""
    from django.db import transaction
    from django.utils import timezone

    from agents_app.actions.know_toolsets import know_toolsets
    from agents_app.definitions.tools import read_access
    from agents_app.models import Agent, Collection, Integration

    now = timezone.now()
    with transaction.atomic():
        collections = Collection.objects.bulk_create(
            Collection(slug=f"c-{number:05}", title="-") for number in range(count // ISLAND + 1)
        )
        free, bound = know_toolsets(
            read_access(tools, None, declared=True) for tools in ("*", "Read, Bash")
        )
        agents = Agent.objects.bulk_create(
            Agent(
                collection=collections[number // ISLAND],
                name=(name := f"agent-{number:07}"),
                key=f"c-{number // ISLAND:05}:{name}",
                title=name,
                skeleton=name,
                path=f"{name}.md",
                toolset=free if number % 50 == 49 else bound,
                tier="strict",
                health="ok",
                words=name,
                created=now,
                updated=now,
            )
            for number in range(count)
        )
        Integration.objects.bulk_create(
            Integration(
                agent=agents[source],
                position=position,
                target=None if lost else agents[target],
                target_name=f"nobody-{target:07}" if lost else agents[target].name,
                certain=True,
                note="Work on it together, and tell each other what was found.",
                line=1,
                origin="text",
            )
            for position, (source, target, lost) in enumerate(ends(count, tangle=tangle))
        )


def timed(work: Callable[[], Any], rounds: int = 1) -> float:
    """Return the median of the seconds that some rounds of work take."""
    seconds = []
    for _ in range(rounds):
        began = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - began)
    return median(seconds)


def measure_library(count: int, *, tangle: bool) -> None:
    """Print the time of a report on plain rows."""
    keys = [f"agent-{number:07}" for number in range(count)]
    edges = [Edge(keys[a], keys[b], lost) for a, b, lost in ends(count, tangle=tangle)]
    made: list[Graph] = []
    build = timed(lambda: made.append(Graph.of(map(Node, keys), edges)))
    told = timed(lambda: report(made[0]))
    print(f"  library: {len(edges):,} edges; build {build:.2f} s, report {told:.2f} s")


def measure(count: int, shape: str) -> None:
    """Fill a registry in this process and print one row for each address."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    print(f"{count:,} agents, {shape}")
    measure_library(count, tangle=shape == "tangle")
    call_command("migrate", verbosity=0)
    fill(count, tangle=shape == "tangle")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    client = Client(headers={"host": "127.0.0.1"})
    for address in ADDRESSES:
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(f"/api/{address}")
        queries = len(asked)  # before the next request forgets them
        seconds = timed(lambda address=address: client.get(f"/api/{address}"), rounds=3)  # type: ignore[misc]
        print(
            f"  {seconds * 1000:8.0f} ms  {queries:2} queries  {answer.status_code}"
            f"  {len(answer.content) / 1e6:6.2f} MB  {address}"
        )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--agents", type=int, nargs="+", default=[1_000, 10_000])
    parser.add_argument("--shape", choices=("islands", "tangle"), help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.shape:
        measure(arguments.agents[0], arguments.shape)
        sys.exit()
    for size in arguments.agents:
        for shape in ("islands", "tangle"):
            with tempfile.TemporaryDirectory() as folder:
                environment = os.environ | {
                    "DATABASE_URL": f"sqlite:///{folder}/bench.sqlite3",
                    "DJANGO_SETTINGS_MODULE": "config.settings",
                }
                command = [sys.executable, "-m", __spec__.name, "--shape", shape, "--agents"]
                subprocess.run([*command, str(size)], env=environment, cwd=ROOT, check=True)
