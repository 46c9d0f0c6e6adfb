"""Thousands who do nothing, or all too slowly, and what healthy visitors notice of them.

    python -m tests.benchmarks.idle_connections
    python -m tests.benchmarks.idle_connections --connections 10000 --kinds idle,head,kept
    python -m tests.benchmarks.idle_connections --server wsgi --connections 50 --kinds body

A server of its own is started on loopback into a fresh SQLite file, and stopped by its process id.
Each kind of visitor is tried after a run without any. ``--server wsgi`` is granian without our
door, for comparison. More connections than ``ulimit -n`` allows are not opened; it is said how many
there were. Exit status 1: a healthy visitor was not answered.
"""

from __future__ import annotations

import argparse
import os
import resource
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[2]
ASKED = "/api/agents/django-expert/"
HOST = b"Host: localhost\r\n"
POST = b"POST /api/route/ HTTP/1.1\r\n" + HOST + b"Content-Type: application/json\r\n"
FILE = b"/static/drf_spectacular_sidecar/redoc/bundles/redoc.standalone.js"
# What each of them says before falling silent.
KINDS = {
    "idle": b"",
    "head": b"GET /api/ HTTP/1.1\r\nHost: loc",
    "kept": b"GET /healthz HTTP/1.1\r\n" + HOST + b"\r\n",
    "body": POST + b"Content-Length: 900\r\n\r\n{",
    "reader": b"GET " + FILE + b" HTTP/1.1\r\n" + HOST + b"\r\n",
}
PER_ADDRESS = 8_000  # of 127.0.0.2, .3, …: one address has only so many ports


def commands(server: str, port: int, folder: str, threads: int) -> list[list[str]]:
    """Return what prepares the data, and what serves."""
    python = sys.executable
    door = ["-m", "config.server", "--folder", f"{folder}/serving"]
    plain = ["-m", "granian", "--interface", "wsgi", "--blocking-threads", str(threads)]
    plain += ["--backlog", "4096", "--backpressure", "20000", "--log-level", "error"]
    prepare = "import django; django.setup()\n"
    prepare += "from django.core.management import call_command as call\n"
    prepare += "call('migrate', verbosity=0); call('import_agents', 'fixtures/library')"
    if server == "wsgi":
        serve = [python, *plain, "--port", str(port), "config.wsgi:application"]
    else:
        serve = [python, *door, "--port", str(port)]
    return [[python, "-c", prepare], serve]


@contextmanager
def serving(server: str, threads: int) -> Iterator[tuple[int, int]]:
    """Start a server; give its port and its process id."""
    with socket.socket() as probe, tempfile.TemporaryDirectory() as folder:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
        probe.close()
        told = {"ROSTER_DATA_DIR": folder, "ROSTER_THREADS": str(threads)}
        told |= {"ROSTER_THROTTLE_ADDRESS": "0", "DJANGO_SETTINGS_MODULE": "config.settings"}
        environment = os.environ | told
        prepare, serve = commands(server, port, folder, threads)
        subprocess.run(prepare, cwd=ROOT, env=environment, check=True, capture_output=True)
        process = subprocess.Popen(serve, cwd=ROOT, env=environment)
        try:
            while ask(port, 1.0) is None:
                time.sleep(0.2)
            yield port, process.pid
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(60)


def ask(port: int, patience: float) -> float | None:
    """Return the milliseconds that an answer takes, None where none comes."""
    started = time.perf_counter()
    connection = HTTPConnection("127.0.0.1", port, timeout=patience)
    try:
        connection.request("GET", ASKED)
        answer = connection.getresponse()
        answer.read()
    except (OSError, HTTPException):
        return None
    finally:
        connection.close()
    return 1000 * (time.perf_counter() - started) if answer.status == 200 else None


def visitors(port: int, number: int, first: bytes) -> list[socket.socket]:
    """Open as many connections as we may."""
    found: list[socket.socket] = []
    for index in range(number):
        one = socket.socket()
        one.settimeout(5)
        try:
            one.bind((f"127.0.0.{2 + index // PER_ADDRESS}", 0))
            one.connect(("127.0.0.1", port))
            one.sendall(first)
        except OSError:
            one.close()
            break
        found.append(one)
    return found


def memory_of(process: int) -> float:
    """Return the MiB that the server's processes hold."""
    children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    pages = [int(Path(f"/proc/{each}/statm").read_text().split()[1]) for each in children]
    return sum(pages) * resource.getpagesize() / 2**20


def main() -> int:
    """Measure, print a table, and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])  # type: ignore[union-attr]
    parser.add_argument("--connections", type=int, default=10_000)
    parser.add_argument("--asked", type=int, default=30, help="healthy requests each time")
    parser.add_argument("--kinds", default=",".join(KINDS))
    parser.add_argument("--server", choices=("door", "wsgi"), default="door")
    parser.add_argument("--threads", type=int, default=4)
    asked = parser.parse_args()
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    lost = 0
    print("| visitors | open | answered | median ms | worst ms | MiB |\n|---|---|---|---|---|---|")
    with serving(asked.server, asked.threads) as (port, process):
        for kind in ("none", *asked.kinds.split(",")):
            number = asked.connections if kind in KINDS else 0
            held = visitors(port, min(number, most - 200), KINDS.get(kind, b""))
            while ask(port, 60.0) is None:  # until what they asked for has been made
                time.sleep(0.2)
            times = [ask(port, 5.0) for _ in range(asked.asked)]
            good = [each for each in times if each is not None]
            lost += len(times) - len(good)
            middle, worst = (median(good), max(good)) if good else (float("nan"), float("nan"))
            answered = f"{len(good)} of {len(times)}"
            memory = memory_of(process)
            print(
                f"| {kind} | {len(held)} | {answered} | {middle:.1f} | {worst:.1f} | {memory:.0f} |"
            )
            for one in held:
                one.close()
            time.sleep(1)
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main())
