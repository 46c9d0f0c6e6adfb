"""Nine reads to one write, by many clients, and no answer older than an acknowledged write."""

from __future__ import annotations

import random
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

from tests.benchmarks.read_path.callers import Caller, Reply, shares
from tests.benchmarks.read_path.freshness import Freshness
from tests.benchmarks.read_path.hot import DETAIL, FILTERED, PAGE
from tests.benchmarks.read_path.servers import Server
from tests.benchmarks.read_path.wrk import CLIENTS

WRITES = 0.1
REVISITS = 0.5  # of reads send the tag that the client has
TEXT = "---\nname: {name}\ndescription: Changes all the time.\ntools: Bash\n---\n\nMark {mark}.\n"


@dataclass
class Tally:
    """Waits in seconds by kind of request, and answers by status. For many threads."""

    waits: dict[str, list[float]] = field(default_factory=lambda: {"reads": [], "writes": []})
    statuses: Counter[int] = field(default_factory=Counter)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, kind: str, reply: Reply) -> None:
        """Count an answer."""
        with self._lock:
            self.waits[kind].append(reply.seconds)
            self.statuses[reply.status] += 1


class Client:
    """One of many: writes an agent of its own, and reads those of all."""

    def __init__(self, number: int, server: Server, token: str) -> None:
        self.name = f"churn-{number}"
        self.caller = Caller(server.port)
        self.chance = random.Random(number)
        self.tags: dict[str, str] = {}
        self.marks = iter(range(10**9))
        self.signed = {"Authorization": f"Bearer {token}", "Content-Type": "text/markdown"}

    def publish(self, freshness: Freshness) -> None:
        """Make its agent."""
        reply = self._write("POST", "/api/agents/")
        if reply.status != 201:
            raise SystemExit(f"Publishing answered {reply.status}: {reply.body[:500]!r}")
        freshness.acknowledge(self.name, reply)

    def work(self, until: float, freshness: Freshness, tally: Tally) -> None:
        """Read and write until then."""
        while time.monotonic() < until:
            if self.chance.random() < WRITES:
                reply = self._write("PUT", f"/api/agents/{self.name}/")
                if reply.status == 200:
                    freshness.acknowledge(self.name, reply)
                tally.add("writes", reply)
            else:
                tally.add("reads", self._read(freshness))
        self.caller.close()

    def _write(self, method: str, path: str) -> Reply:
        body = TEXT.format(name=self.name, mark=next(self.marks)).encode()
        headers = self.signed | ({"If-Match": "*"} if method == "PUT" else {})
        return self.caller.ask(path, headers, method=method, body=body)

    def _read(self, freshness: Freshness) -> Reply:
        other = f"churn-{self.chance.randrange(CLIENTS)}"
        choices = [(f"/api/agents/{other}/", other), (DETAIL, ""), (PAGE, ""), (FILTERED, "")]
        path, key = self.chance.choice(choices)
        has_tag = path in self.tags and self.chance.random() < REVISITS
        known = freshness.known(key)
        reply = self.caller.ask(path, {"If-None-Match": self.tags[path]} if has_tag else None)
        if reply.status in (200, 304):
            self.tags[path] = reply.headers["etag"]
            freshness.check(reply, known)
        return reply


def measure(server: Server, token: str, *, seconds: float) -> dict[str, Any]:
    """Return the waits of readers and writers, the answers by status, and how many were stale."""
    freshness, tally = Freshness(), Tally()
    clients = [Client(number, server, token) for number in range(CLIENTS)]
    for client in clients:
        client.publish(freshness)
    began = time.monotonic()
    with ThreadPoolExecutor(CLIENTS) as pool:
        until = began + seconds
        jobs = [pool.submit(client.work, until, freshness, tally) for client in clients]
        for job in jobs:
            job.result()
    took = time.monotonic() - began
    return {
        "rate": sum(map(len, tally.waits.values())) / took,
        "statuses": {str(status): number for status, number in sorted(tally.statuses.items())},
        "checked": freshness.checked,
        "stale": freshness.stale,
        **dict(_told(tally)),
    }


def _told(tally: Tally) -> Iterator[tuple[str, dict[str, float]]]:
    for kind, seconds in tally.waits.items():
        if seconds:
            yield kind, shares(seconds) | {"count": len(seconds)}
