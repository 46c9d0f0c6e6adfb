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
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import uuid
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPConnection
from multiprocessing import get_context
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
TOKEN = "x" * 32
TEXT = b"---\nname: racer\ndescription: Races.\n---\n\nRun.\n"
SIGN_IN = """
from importlib import import_module
import django; django.setup()
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user_model
user = get_user_model().objects.create_superuser("racer")
session = import_module(settings.SESSION_ENGINE).SessionStore()
session[SESSION_KEY] = str(user.pk)
session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
session[HASH_SESSION_KEY] = user.get_session_auth_hash()
session.save()
print(session.session_key)
"""


def ask(
    port: int, session: str, method: str, address: str, body: bytes = b"", **headers: str
) -> tuple[int, Any]:
    """Send one request over a connection of its own; return the status and the headers."""
    connection = HTTPConnection("127.0.0.1", port, timeout=120)
    kind = "text/markdown" if method in ("POST", "PUT") else "application/json"
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    cookies = f"sessionid={session}; csrftoken={TOKEN}"
    about = {"Content-Type": kind, "Cookie": cookies, "X-CSRFToken": TOKEN}
    try:
        connection.request(method, f"/api/{address}", body or None, {**about, **given})
        response = connection.getresponse()
        response.read()
        return response.status, response.headers
    finally:
        connection.close()


def crowd(arguments: tuple[int, str, str, str, str, int, float]) -> list[int]:
    """Be one process of many: send so many equal requests at an agreed time."""
    port, session, method, address, condition, count, begin = arguments
    name, _, value = condition.partition(": ")

    def one(_: int) -> int:
        # Nobody sends the text that stands already: that is no change, and everybody's 200.
        mark = f"{uuid.uuid4()}\n".encode()
        body = TEXT + mark if method == "PUT" else TEXT.replace(b"racer", b"second")
        time.sleep(max(0.0, begin - time.time()))
        return ask(port, session, method, address, body, **{name: value})[0]

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(one, range(count)))


def race(port: int, session: str, options: argparse.Namespace) -> bool:
    """Run the rounds; tell how they went, and return whether every promise was kept."""
    kept = ask(port, session, "POST", "agents/", TEXT)[0] == 201
    pool = get_context("spawn").Pool(options.processes)
    with pool:
        wins = Counter[str]()
        took: list[float] = []
        for _ in range(options.rounds):
            tag = ask(port, session, "GET", "agents/racer/")[1]["ETag"]
            share = options.writers // options.processes
            went, seconds = rush(
                pool, options, (port, session, "PUT", "agents/racer/", f"If-Match: {tag}"), share
            )
            took.append(seconds)
            wins[json.dumps(dict(sorted(went.items())))] += 1
            kept &= went == {200: 1, 412: share * options.processes - 1}
        print(f"rounds by statuses: {dict(wins)}; slowest {max(took):.2f} s")
        share = max(1, options.posts // options.processes)
        one_key = (port, session, "POST", "agents/?path=one.md", "Idempotency-Key: one")
        went, seconds = rush(pool, options, one_key, share)
        print(f"posts with one key: {dict(went)} in {seconds:.2f} s")
        kept &= went == {201: share * options.processes}
    return kept and history(port, session) == options.rounds + 1


def rush(
    pool: Any, options: argparse.Namespace, request: tuple[Any, ...], share: int
) -> tuple[Counter[int], float]:
    begin = time.time() + 0.5
    work = [(*request, share, begin)] * options.processes
    answers = pool.map(crowd, work, chunksize=1)
    went = Counter(status for each in answers for status in each)
    return went, time.time() - begin


def history(port: int, session: str) -> int:
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", "/api/agents/racer/revisions/?limit=1")
    count: int = json.load(connection.getresponse())["count"]
    connection.close()
    print(f"revisions: {count}")
    return count


@contextmanager
def served(folder: str, *, here: bool) -> Iterator[tuple[int, str]]:
    """Serve on a free port; yield it with a session of an admin."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    unset = {"ROSTER_DATA_DIR"} if here else {"ROSTER_DATA_DIR", "DATABASE_URL"}
    kept = {name: value for name, value in os.environ.items() if name not in unset}
    env = kept | {"ROSTER_DATA_DIR": folder, "DJANGO_SETTINGS_MODULE": "config.settings"}
    serve = [sys.executable, "manage.py", "serve", "--port", str(port)]
    process = subprocess.Popen(serve, cwd=ROOT, env=env, stdout=subprocess.DEVNULL)
    try:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            try:
                ask(port, "", "GET", "")
                break
            except OSError:
                time.sleep(0.2)
        sign_in = [sys.executable, "-c", SIGN_IN]
        session = subprocess.run(sign_in, cwd=ROOT, env=env, capture_output=True, check=True)
        yield port, session.stdout.decode().strip()
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=60)


def main() -> int:
    """Read the options, race, and return the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--writers", type=int, default=8)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--posts", type=int, default=8)
    parser.add_argument("--here", action="store_true", help="use DATABASE_URL")
    options = parser.parse_args()
    with (
        tempfile.TemporaryDirectory() as folder,
        served(folder, here=options.here) as (port, session),
    ):
        kept = race(port, session, options)
    print("kept" if kept else "BROKEN")
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
