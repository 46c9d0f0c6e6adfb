"""How fast a search is, with facets; how large its index is and how long a rebuild takes.

    python -m tests.benchmarks.search_speed --agents 1000 10000

Each size runs in a process of its own, into a fresh SQLite file; with ``--here`` one size runs
into DATABASE_URL, which must be empty. The definitions are real ones, renamed; beyond
``--files`` of them they are copied inside the database, without edges and findings.
"""

from __future__ import annotations

import argparse
import gc
import os
import subprocess
import sys
import tempfile
import time

from tests.benchmarks.texts import ROOT

QUESTIONS = (
    "q=django",
    "q=code+reviewer",
    "q=the+agent",
    "q=%22code+review%22+-python",
    "q=security+audit+kube",
    "q=api+test",
    "q=data",
    "q=performance+database+sql",
    "q=typescript+react&tool=Bash",
    "q=write+documentation&health=warnings",
    "q=a",
    "q=nothinglikethis",
)
LIMITS = (10, 50)
ROUNDS = 15


def measure(count: int, files: int) -> None:
    """Import agents, rebuild, copy them up to ``count``, ask, and print what each took."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    from django.conf import settings

    settings.ALLOWED_HOSTS = ["testserver"]
    settings.CACHE_MEBIBYTES = 0  # the work is measured, not the memory of it
    from django.core.management import call_command
    from django.db import connection

    from agents_app.models import Agent, Revision, Section
    from agents_app.search import index_sizes
    from tests.benchmarks.growth import analyze, grow, import_texts

    call_command("migrate", verbosity=0)
    files = min(count, files)
    import_texts(files)
    began = time.perf_counter()
    call_command("rebuild_search")
    print(f"{connection.vendor}, {files} agents: rebuild {time.perf_counter() - began:.1f} s")
    if count > files:
        began = time.perf_counter()
        grow(count, models=[Agent, Revision, Section])
        print(f"  {count - files} copies: indexed in {time.perf_counter() - began:.1f} s")
    analyze()
    held = index_sizes()
    sizes = ", ".join(f"{name} {size / 1e6:.1f} MB" for name, size in held.items())
    print(f"  index: {sum(held.values()) / 1e6:.1f} MB: {sizes}")
    ask()


def ask() -> None:
    """Ask all questions round after round, over HTTP in this process."""
    from django.test import Client

    gc.collect()
    gc.freeze()  # as config/wsgi.py does
    client = Client()
    for limit in LIMITS:
        seconds: dict[str, list[float]] = {question: [] for question in QUESTIONS}
        found: dict[str, int] = {}
        for number in range(ROUNDS + 1):
            for question in QUESTIONS:
                began = time.perf_counter()
                answer = client.get(f"/api/search/?{question}&limit={limit}")
                if number:  # the first round warms up
                    seconds[question].append(time.perf_counter() - began)
                found[question] = answer.json()["count"]
        together = sorted(second for each in seconds.values() for second in each)
        print(f"  limit={limit}: p50 {_at(together, 0.5)}, p95 {_at(together, 0.95)}")
        for question, each in seconds.items():
            print(f"    {question}: {found[question]} found, p50 {_at(sorted(each), 0.5)}")


def _at(seconds: list[float], share: float) -> str:
    return f"{1000 * seconds[int(share * (len(seconds) - 1))]:.1f} ms"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--agents", type=int, nargs="+", default=[1_000, 10_000])
    parser.add_argument("--files", type=int, default=1_000, help="more agents are copies")
    parser.add_argument("--here", action="store_true", help="into DATABASE_URL, one size")
    arguments = parser.parse_args()
    if arguments.here:
        measure(arguments.agents[0], arguments.files)
        sys.exit()
    for size in arguments.agents:
        with tempfile.TemporaryDirectory() as place:
            environment = os.environ | {
                "DATABASE_URL": f"sqlite:///{place}/bench.sqlite3",
                "DJANGO_SETTINGS_MODULE": "config.settings",
            }
            command = [sys.executable, "-m", __spec__.name, "--here", "--agents", str(size)]
            command += ["--files", str(arguments.files)]
            subprocess.run(command, env=environment, cwd=ROOT, check=True)
