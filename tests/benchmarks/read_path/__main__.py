"""Measure the read path on each database at each size, and write the report.

    python -m tests.benchmarks.read_path
    python -m tests.benchmarks.read_path --agents 1000 10000 100000 --seconds 5

Each size on each database is measured in a process of its own, in a database of its own that is
thrown away; the servers listen on loopback. Results wait in ``var/bench``, one file each, and the
report tells of all that are there: sizes can be measured one after the other. ``--report-only``
writes the report from them again.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.benchmarks.read_path import wrk
from tests.benchmarks.read_path.report import write_report
from tests.benchmarks.read_path.servers import end_in_order
from tests.benchmarks.texts import ROOT
from tests.house import postgres

RESULTS = ROOT / "var" / "bench"
REPORT = ROOT / "tests" / "benchmarks" / "report"
DATABASES = ("sqlite", "postgresql")
PARTS = ("hot", "cold", "addresses", "mixed", "idle", "writes")
ONCE = ("hot", "idle")


def main() -> None:
    """Read the options and run."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--agents", type=int, nargs="+", default=[1_000, 10_000])
    parser.add_argument("--databases", nargs="+", choices=DATABASES, default=DATABASES)
    parser.add_argument("--seconds", type=float, default=1, help="of each load")
    parser.add_argument("--rounds", type=int, default=3, help="in which the floors take turns")
    parser.add_argument("--connections", type=int, default=10_000, help="that are idle or slow")
    parser.add_argument("--parts", nargs="+", choices=PARTS, default=PARTS)
    parser.add_argument("--results", type=Path, default=RESULTS)
    parser.add_argument("--report", type=Path, default=REPORT)
    parser.add_argument("--report-only", action="store_true")
    options = parser.parse_args()
    if not options.report_only:
        if not wrk.is_installed():
            raise SystemExit(wrk.MISSING)
        measure_all(options)
    write_report(options.results, options.report)
    print(f"The report is {options.report / 'README.md'}")


def measure_all(options: argparse.Namespace) -> None:
    """Measure each size on each database; beside the floors and the crowd only the first."""
    options.results.mkdir(parents=True, exist_ok=True)
    for database in options.databases:
        if database == "postgresql" and postgres.programs() is None:
            print("PostgreSQL's programs (initdb, pg_ctl) are not installed: left out.")
            continue
        for size in options.agents:
            end_in_order()  # each time, for a cluster that stops leaves signals ignored
            with _fresh(database) as url:
                words = [f"--agents={size}", f"--seconds={options.seconds}"]
                words += [f"--rounds={options.rounds}", f"--connections={options.connections}"]
                words += [f"--result={options.results / f'{database}-{size}.json'}", "--parts"]
                is_first = size == options.agents[0]
                _run(url, words + [each for each in options.parts if is_first or each not in ONCE])


@contextmanager
def _fresh(database: str) -> Iterator[str]:
    """Make a database, and leave nothing of it."""
    binaries = postgres.programs()
    if database == "postgresql" and binaries is not None:
        with postgres.cluster(binaries) as url:
            yield url
        return
    with tempfile.TemporaryDirectory() as folder:
        yield f"sqlite:///{folder}/bench.sqlite3"


def _run(url: str, words: list[str]) -> None:
    environment = os.environ | {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "config.settings"}
    command = [sys.executable, "-m", "tests.benchmarks.read_path.run", *words]
    process = subprocess.Popen(command, cwd=ROOT, env=environment)
    try:
        status = process.wait()
    finally:
        # Not killed, for it has servers of its own to stop.
        process.terminate()
        process.wait()
    if status:
        raise SystemExit(status)


if __name__ == "__main__":
    main()
