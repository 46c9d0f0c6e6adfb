"""How fast a folder is imported, how much memory that takes, and where the time goes.

    python -m tests.benchmarks.import_speed --files 500 5000

Each size runs in a process of its own, into a fresh SQLite file (or DATABASE_URL's database name
is left alone: this always makes its own file). The files are real ones, renamed and rewired.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.benchmarks.texts import ROOT, write_texts


class Clock:
    """Seconds by kind of work; a wrapped function's time counts once, at its outermost call."""

    def __init__(self) -> None:
        self.seconds: Counter[str] = Counter()

    def wrap(self, kind: str, work: Callable[..., Any]) -> Callable[..., Any]:
        """Return ``work`` with its time counted under ``kind``."""

        def timed(*args: Any, **options: Any) -> Any:
            began = time.perf_counter()
            try:
                return work(*args, **options)
            finally:
                self.seconds[kind] += time.perf_counter() - began

        return timed


def measure(count: int) -> None:
    """Import ``count`` files in this process and print one row."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from agents_app.actions import import_collection as action
    from agents_app.actor import SYSTEM
    from agents_app.definitions import definition, find_files, frontmatter

    clock = Clock()
    frontmatter.read_mapping = clock.wrap("yaml", frontmatter.read_mapping)
    definition.read_body = clock.wrap("markdown", definition.read_body)
    action.lint = clock.wrap("lint", action.lint)
    call_command("migrate", verbosity=0)
    with tempfile.TemporaryDirectory() as folder:
        size = write_texts(Path(folder), count)
        files = find_files(Path(folder))
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        began = time.perf_counter()
        with connection.execute_wrapper(clock.wrap("database", lambda ex, *a: ex(*a))):
            outcomes = action.import_collection("bench", files, by=SYSTEM)
        seconds = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    shares = ", ".join(f"{kind} {100 * s / seconds:.0f} %" for kind, s in clock.seconds.items())
    print(
        f"{count:>6} files ({size / 1e6:.1f} MB): {seconds:.2f} s, {count / seconds:.0f} files/s; "
        f"peak {peak // 1024} MiB (before {before // 1024}); {shares}; {dict(outcomes)}"
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, nargs="+", default=[500, 5000])
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.here:
        measure(arguments.files[0])
        sys.exit()
    for size in arguments.files:
        with tempfile.TemporaryDirectory() as folder:
            database = f"sqlite:///{folder}/bench.sqlite3"
            environment = os.environ | {
                "DATABASE_URL": database,
                "DJANGO_SETTINGS_MODULE": "config.settings",
            }
            command = [sys.executable, "-m", __spec__.name, "--here", "--files", str(size)]
            subprocess.run(command, env=environment, cwd=ROOT, check=True)
