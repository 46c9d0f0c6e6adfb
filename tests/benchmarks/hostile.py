"""Our own hostile set over HTTP: no 5xx, nothing slow, nothing that grows, nothing that poisons.

    python -m tests.benchmarks.hostile
    python -m tests.house.postgres -- python -m tests.benchmarks.hostile --here
    python -m tests.benchmarks.hostile --only "JSON: NaN"
    python -m tests.benchmarks.hostile --busy --read-after 10

Each item of tests/benchmarks/hostile_items.py is sent in every way that takes it, as an admin;
after each, every list, detail, search, export and page must still answer. Reported are the slowest,
the answers by status and the memory of the server. Exit status 1: a 5xx, no answer, more than five
seconds, or over 300 MiB more memory than before. On a machine that has other work too,
``--busy`` counts the seconds of the server's processors instead of the clock's.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from http.client import HTTPException
from pathlib import Path

from tests.benchmarks.hostile_items import HEAD, TEXT, VICTIM, Item, Sent, items
from tests.benchmarks.serving import Answer, Server

SLOW = 5.0  # seconds
MOST_MEMORY = 300  # MiB over that of a server that has answered everything once
SIGN_IN = """
from importlib import import_module
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user_model
user = get_user_model().objects.create_superuser("visitor")
session = import_module(settings.SESSION_ENGINE).SessionStore()
session[SESSION_KEY] = str(user.pk)
session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
session[HASH_SESSION_KEY] = user.get_session_auth_hash()
session.save()
print(session.session_key)
"""
READS = [
    *("", "agents/?limit=200", "agents/?tool=Bash", "agents/?q=odd&ordering=-updated", "tools/"),
    *("integrations/?limit=200", "collections/", "collections/hostile/", "search/?q=odd+body"),
    *("search/?q=a", "route/?task=seek+trouble", "graph/?collection=hostile", "graph/report/"),
    *("journal/?ordering=-serial&limit=200", "imports/?limit=200", "audit/?limit=200"),
    *("exports/?collection=hostile", "exports/?collection=hostile&format=tar.gz", "auth/me/"),
    *("auth/tokens/", "graph/?collection=hostile&format=mermaid"),
    *(f"{VICTIM}{part}" for part in ("", "?format=md", "sections/", "integrations/", "revisions/")),
    *(f"{VICTIM}{part}" for part in ("graph/", "impact/", "reach/", "revisions/1...2/")),
]
PAGES = ["agent/", "agent/?q=odd", "revision/", "importreport/", "journalentry/", "finding/"]


class Trial:
    """Sends what means harm, and keeps what came of it."""

    def __init__(self, server: Server, *, busy: bool) -> None:
        self.server, self.busy = server, busy
        self.sign = {"Authorization": f"Bearer {server.token()}"}
        self.session = server.manage("shell", "-v0", "-c", SIGN_IN).splitlines()[-1]
        self.bad: list[str] = []
        self.statuses: Counter[int] = Counter()
        self.slowest: list[tuple[float, str]] = []
        self.slowest_read: tuple[float, str] = (0.0, "")
        self.last_seen: dict[str, str] = {}  # of which agent or report → its address

    def send(self, item: Item) -> None:
        """Send an item in all its ways."""
        for number, sent in enumerate(item.ways()):
            name = f"{item.name}, {number}: {sent.method} {sent.path[:60]}"
            answer = self._ask(sent, name)
            if answer is None:
                continue
            self.statuses[answer.status] += 1
            self.slowest = sorted([*self.slowest, (answer.seconds, name)])[-8:]
            if answer.seconds > SLOW:
                self.bad.append(f"{answer.seconds:.1f} s for {name} ({answer.status})")
            if place := answer.headers.get("Location", ""):
                self.last_seen["import" if "/imports/" in place else "agent"] = place

    def read(self, after: str) -> None:
        """Ask for everything that somebody could have poisoned."""
        places = [f"/api/{place}" for place in READS]
        for place in self.last_seen.values():
            place = "/api/" + place.partition("/api/")[2]
            tails = ("", "?format=md", "sections/", "revisions/", "graph/")
            places += [place + tail for tail in tails] if "/agents/" in place else [place]
        for place in places:
            self._read(place, self.sign, after)
        for page in PAGES:
            cookie = {"Cookie": f"sessionid={self.session}"}
            self._read(f"/admin/agents_app/{page}", cookie, after)

    def _read(self, place: str, sign: dict[str, str], after: str) -> None:
        answer = self._ask(Sent("GET", place, b"", "", sign), f"GET {place} after {after}")
        if answer and answer.status >= 400 and "/admin/" in place:
            self.bad.append(f"{answer.status} for {place} after {after}")
        if answer and answer.seconds > self.slowest_read[0]:
            self.slowest_read = (answer.seconds, f"{place} after {after}")
        if answer and answer.seconds > SLOW:
            self.bad.append(f"{answer.seconds:.1f} s for GET {place} after {after}")

    def _ask(self, sent: Sent, name: str) -> Answer | None:
        headers = self.sign | ({"Content-Type": sent.kind} if sent.kind else {}) | sent.headers
        place = sent.path if sent.path.startswith("/") else f"/api/{sent.path}"
        if sent.method in ("PUT", "PATCH") and "If-Match" not in headers:
            seen = self.server.ask("GET", f"/api/{VICTIM}", b"", self.sign)
            headers["If-Match"] = seen.headers.get("ETag", "")
        used = processor_seconds(self.server) if self.busy else 0.0
        try:
            answer = self.server.ask(sent.method, place, sent.body, headers)
        except (OSError, HTTPException) as error:
            self.bad.append(f"no answer ({error!r}) for {name}")
            return None
        if self.busy:
            answer = replace(answer, seconds=processor_seconds(self.server) - used)
        if answer.status >= 500:
            self.bad.append(f"{answer.status} for {name}: {answer.body[:200]!r}")
        return answer


def processes(server: Server) -> Iterator[tuple[Path, list[str]]]:
    """Yield the folder of each process of a server, and its state from the third field on."""
    for place in Path("/proc").glob("[0-9]*"):
        with suppress(OSError, ValueError):
            state = (place / "stat").read_text().rpartition(")")[2].split()
            if int(state[2]) == server.pid:
                yield place, state


def processor_seconds(server: Server) -> float:
    """Return what all processes of a server have used of the processors."""
    ticks = sum(int(state[11]) + int(state[12]) for _, state in processes(server))
    return ticks / os.sysconf("SC_CLK_TCK")


def memory(server: Server) -> tuple[int, int]:
    """Return what all processes of a server have now and had at most, in MiB."""
    now = most = 0
    for place, _ in processes(server):
        told = dict(line.split(":", 1) for line in (place / "status").read_text().splitlines())
        now += int(told["VmRSS"].split()[0]) // 1024
        most += int(told["VmHWM"].split()[0]) // 1024
    return now, most


def run(server: Server, options: argparse.Namespace) -> int:
    """Send everything; print what came of it and return the exit status."""
    trial = Trial(server, busy=options.busy)
    victim = HEAD % b"victim" + b"---\n\nBody.\n"
    for text in (victim, victim + b"More.\n"):
        trial.send(Item("start", lambda text=text: [Sent("POST", "imports/", text, TEXT)]))
    trial.send(Item("start", lambda: [Sent("POST", "imports/?collection=hostile", victim, TEXT)]))
    trial.read("the start")
    (before, _), count = memory(server), 0
    for item in items():
        if options.only in item.name:
            found, count = len(trial.bad), count + 1
            trial.send(item)
            if count % options.read_after == 0:
                trial.read(item.name)
            if count % 50 == 0:
                print(f"{count} items, {memory(server)[1]} MiB at most", flush=True)
            for sentence in trial.bad[found:][:5]:
                print(sentence, flush=True)
    trial.read("everything")
    now, most = memory(server)
    print(f"{count} items, {sum(trial.statuses.values())} requests: {dict(trial.statuses)}")
    print(f"memory: {before} MiB before, {now} after, {most} at most")
    for seconds, name in reversed(trial.slowest):
        print(f"{seconds:6.2f} s {name}")
    print(f"slowest read: {trial.slowest_read[0]:.2f} s {trial.slowest_read[1]}")
    if most - before > MOST_MEMORY:
        trial.bad.append(f"memory grew by {most - before} MiB")
    print(f"{len(trial.bad)} promises broken" if trial.bad else "kept")
    return int(bool(trial.bad))


def main() -> int:
    """Read the options, serve, send, and return the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--only", default="", help="items that have this in their name")
    parser.add_argument("--busy", action="store_true", help="count the processors' seconds")
    parser.add_argument("--read-after", type=int, default=1, metavar="ITEMS", help="default: each")
    parser.add_argument("--here", action="store_true", help="use DATABASE_URL, which is empty")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        server = Server(folder, here=options.here)
        try:
            server.start()
            return run(server, options)
        finally:
            server.kill()


if __name__ == "__main__":
    sys.exit(main())
