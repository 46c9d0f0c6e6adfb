"""Many writers against a real server: one wins each round, and one key makes one agent.

    python -m tests.benchmarks.write_races
    python -m tests.benchmarks.write_races --writers 200 --rounds 20 --processes 4 --posts 50
    python -m tests.house.postgres -- python -m tests.benchmarks.write_races --here

A server of its own is started on loopback, into a fresh SQLite file (``--here``: into
DATABASE_URL, which must be empty), and stopped by its process id. Exit status 1: a promise broke.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
import uuid
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import get_context
from typing import Any

from tests.benchmarks.serving import Answer, Server, request

TEXT = b"---\nname: racer\ndescription: Races.\n---\n\nRun.\n"


def ask(
    port: int, token: str, method: str, address: str, body: bytes = b"", **headers: str
) -> Answer:
    """Send one request over a connection of its own."""
    kind = "text/markdown" if method in ("POST", "PUT") else "application/json"
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    about = {"Content-Type": kind, "Authorization": f"Bearer {token}", **given}
    return request(port, method, f"/api/{address}", body, about)


def crowd(arguments: tuple[int, str, str, str, str, int, float]) -> list[int]:
    """Be one process of many: send so many equal requests at an agreed time."""
    port, token, method, address, condition, count, begin = arguments
    name, _, value = condition.partition(": ")

    def one(_: int) -> int:
        # Nobody sends the text that stands already: that is no change, and everybody's 200.
        mark = f"{uuid.uuid4()}\n".encode()
        body = TEXT + mark if method == "PUT" else TEXT.replace(b"racer", b"second")
        time.sleep(max(0.0, begin - time.time()))
        return ask(port, token, method, address, body, **{name: value}).status

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(one, range(count)))


def race(port: int, token: str, options: argparse.Namespace) -> bool:
    """Run the rounds; tell how they went, and return whether every promise was kept."""
    kept = ask(port, token, "POST", "agents/", TEXT).status == 201
    pool = get_context("spawn").Pool(options.processes)
    with pool:
        wins = Counter[str]()
        took: list[float] = []
        for _ in range(options.rounds):
            tag = ask(port, token, "GET", "agents/racer/").headers["ETag"]
            share = options.writers // options.processes
            went, seconds = rush(
                pool, options, (port, token, "PUT", "agents/racer/", f"If-Match: {tag}"), share
            )
            took.append(seconds)
            wins[json.dumps(dict(sorted(went.items())))] += 1
            kept &= went == {200: 1, 412: share * options.processes - 1}
        print(f"rounds by statuses: {dict(wins)}; slowest {max(took):.2f} s")
        share = -(-options.posts // options.processes)
        one_key = (port, token, "POST", "agents/?path=one.md", "Idempotency-Key: one")
        went, seconds = rush(pool, options, one_key, share)
        print(f"posts with one key: {dict(went)} in {seconds:.2f} s")
        kept &= went == {201: share * options.processes}
    return kept and history(port, token) == options.rounds + 1


def rush(
    pool: Any, options: argparse.Namespace, request: tuple[Any, ...], share: int
) -> tuple[Counter[int], float]:
    begin = time.time() + 0.5
    work = [(*request, share, begin)] * options.processes
    answers = pool.map(crowd, work, chunksize=1)
    went = Counter(status for each in answers for status in each)
    return went, time.time() - begin


def history(port: int, token: str) -> int:
    told = ask(port, token, "GET", "agents/racer/revisions/?limit=1").body
    count: int = json.loads(told)["count"]
    print(f"revisions: {count}")
    return count


def main() -> int:
    """Read the options, race, and return the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--writers", type=int, default=8)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--posts", type=int, default=8)
    parser.add_argument("--here", action="store_true", help="use DATABASE_URL")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        server = Server(folder, here=options.here)
        try:
            server.start()
            kept = race(server.port, server.token(), options)
        finally:
            server.stop()
    print("kept" if kept else "BROKEN")
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
