"""One client that keeps its connection, and the times that it waited."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http.client import HTTPConnection

PATIENCE = 600.0  # seconds


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer; its headers by names in lower case, and the seconds until all was there."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    seconds: float


class Caller:
    """Asks one thing after the other; not for several threads."""

    def __init__(self, port: int) -> None:
        self._connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)

    def ask(
        self,
        path: str,
        headers: Mapping[str, str] | None = None,
        *,
        method: str = "GET",
        body: bytes | None = None,
    ) -> Reply:
        """Send a request and read all of its answer."""
        began = time.perf_counter()
        self._connection.request(method, path, body, dict(headers or {}))
        answer = self._connection.getresponse()
        content = answer.read()
        seconds = time.perf_counter() - began
        named = {name.lower(): value for name, value in answer.getheaders()}
        return Reply(answer.status, named, content, seconds)

    def close(self) -> None:
        """Hang up; the next question calls again."""
        self._connection.close()


def share(seconds: Sequence[float], at: float) -> float:
    """Return what this share of the waits stayed within, in milliseconds."""
    return 1000 * sorted(seconds)[round(at * (len(seconds) - 1))]


def shares(seconds: Sequence[float]) -> dict[str, float]:
    """Return the usual three, in milliseconds."""
    return {"p50": share(seconds, 0.5), "p95": share(seconds, 0.95), "p99": share(seconds, 0.99)}
