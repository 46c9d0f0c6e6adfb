"""Kill the server in the midst of writes, again and again: what it acknowledged must be there.

    python -m tests.benchmarks.crashes --rounds 30
    python -m tests.house.postgres -- python -m tests.benchmarks.crashes --rounds 30 --here
    python -m tests.benchmarks.crashes --rounds 30 --postgres
    python -m tests.benchmarks.crashes --rounds 5 --without transactions

Each round starts the server of ``make serve``, lets writers publish, revise and import, and kills
every process of it with SIGKILL. ``--postgres`` makes a cluster that keeps its promises, and kills
every process of that first: the server may say 503 then, and nothing worse. Started again, every
acknowledged text must stand under its digest byte for byte and be its agent's, of each import all
files are there or none, the journal has no gap, and search finds as many as there are. At the end
everything is looked for once more.

``--without`` switches one protection off, see tests/benchmarks/unprotected.py; there must be
losses then, or the test could not have seen any. With ``--postgres`` there is also
``synchronous_commit``. Exit status 1: something is not as it should be.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path

from tests.benchmarks.crash_load import PLACE, Inspector, Load, Promises, text_of
from tests.benchmarks.serving import Server
from tests.house.postgres import cluster, programs, start

PROTECTIONS = ("transactions", "order", "journal", "synchronous_commit")
DURABLE = "-c fsync=on -c synchronous_commit={commit} -c full_page_writes=on"
LEAST, MOST = 1.0, 4.0  # seconds of load before a kill


def crash(
    server: Server, options: argparse.Namespace, kill: Callable[[], None]
) -> tuple[int, Promises]:
    """Run the rounds; return how much was wrong, and all that was promised."""
    server.start()
    token = server.token()
    inspector, numbers, everything = Inspector(server, token), count(1), Promises()
    first = {"Authorization": f"Bearer {token}", "Content-Type": "text/markdown"}
    server.ask("POST", f"/api/imports/?collection={PLACE}", text_of("first"), first)
    wrong = 0
    for number in range(1, options.rounds + 1):
        serial, promises = inspector.serial(), Promises()
        if options.without in PROTECTIONS[:3]:
            server.stop()
            server.application = "tests.benchmarks.unprotected:application"
            server.start()
        load = Load(server, token, promises, numbers)
        load.run(random.uniform(LEAST, MOST), kill)
        server.application = ""
        server.start()
        found = inspector.wrong(promises, serial) + _damage(server)
        found += _undeserved(load, options)
        wrong += len(found)
        print(f"round {number}: {load.acknowledged} acknowledged, {len(found)} wrong", flush=True)
        for sentence in found[:3]:
            print(f"  {sentence}")
        everything.texts |= promises.texts
        everything.latest |= promises.latest
        everything.imports |= promises.imports
        if found and options.without:
            break
    if not options.without:
        wrong += len(found := inspector.wrong(everything, 0))
        print(f"all of it once more: {len(found)} wrong")
    return wrong, everything


def _undeserved(load: Load, options: argparse.Namespace) -> list[str]:
    """Return the errors that nobody should have got."""
    if options.without:
        return []  # there may be any; they alone would not show a loss
    away = ": 503 " if options.postgres else "\n"
    return [told for told in load.refused if away not in told]


def _damage(server: Server) -> list[str]:
    """Ask SQLite whether its file is whole."""
    if "DATABASE_URL" in server.environment:
        return []
    place = Path(server.environment["ROSTER_DATA_DIR"]) / "roster.sqlite3"
    connection = sqlite3.connect(f"file:{place}?mode=ro", uri=True)
    told = [str(row[0]) for row in connection.execute("PRAGMA integrity_check(3)")]
    connection.close()
    return [] if told == ["ok"] else [f"integrity_check: {line}" for line in told]


def kill_cluster(folder: Path) -> None:
    """Kill every process of a cluster at once, the first one halted so that it starts no other."""
    lock = folder / "data" / "postmaster.pid"
    postmaster = int(lock.read_text().split()[0])
    os.kill(postmaster, signal.SIGSTOP)
    numbers = [int(place.name) for place in Path("/proc").glob("[0-9]*")]
    doomed = [number for number in numbers if _standing(number)[1] == str(postmaster)]
    for number in (*doomed, postmaster):
        with suppress(ProcessLookupError):
            os.kill(number, signal.SIGKILL)
    while any(_standing(number)[0] not in "XZ" for number in (*doomed, postmaster)):
        time.sleep(0.01)
    # A dead process that nobody has buried yet would pass for a cluster that runs.
    for place in (lock, *folder.glob(".s.PGSQL.*")):
        place.unlink(missing_ok=True)


def _standing(number: int) -> tuple[str, str]:
    """Return the state of a process and its parent; that of one that is gone is X."""
    try:
        state, parent = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[:2]
    except OSError:
        return "X", ""
    return state, parent


@contextmanager
def world(options: argparse.Namespace, folder: str) -> Iterator[tuple[Server, Callable[[], None]]]:
    """Give a server that was not started yet, and how to kill it with all that it stands on."""
    switched = {"CRASH_WITHOUT": options.without} if options.without else {}
    if not options.postgres:
        server = Server(folder, here=options.here, **switched)
        yield server, server.kill
        return
    binaries = programs()
    if binaries is None:
        raise SystemExit("PostgreSQL's programs (initdb, pg_ctl) are not installed.")
    manner = DURABLE.format(commit="off" if options.without == "synchronous_commit" else "on")
    with cluster(binaries, manner) as url:
        place = Path(url.removeprefix("postgres://roster@/").removesuffix("/roster"))
        server = Server(folder, here=True, **switched, DATABASE_URL=url)

        def kill() -> None:
            kill_cluster(place)
            server.kill()
            start(binaries, place, manner)

        yield server, kill


def main() -> int:
    """Read the options, crash, and return the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=30)
    parser.add_argument("--here", action="store_true", help="use DATABASE_URL, which is empty")
    parser.add_argument("--postgres", action="store_true", help="a cluster that is killed too")
    parser.add_argument("--without", choices=PROTECTIONS, help="a protection; losses must be found")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, world(options, folder) as (server, kill):
        try:
            wrong, promised = crash(server, options, kill)
        finally:
            server.kill()
    told = f"{len(promised.texts)} texts and {sum(promised.imports.values())} imports acknowledged"
    print(f"{told}, {len(promised.imports)} imports begun, {wrong} wrong")
    return int(bool(wrong) != bool(options.without))


if __name__ == "__main__":
    sys.exit(main())
