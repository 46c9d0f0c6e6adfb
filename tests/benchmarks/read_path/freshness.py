"""Whether an answer is older than what was acknowledged before it was asked for."""

from __future__ import annotations

import json
import re
import threading
from dataclasses import dataclass, field

from tests.benchmarks.read_path.callers import Reply

_TAG = re.compile(r'(?:W/)?"([0-9]+)-')


@dataclass(slots=True)
class Known:
    """What had been acknowledged at one moment: a serial, and an agent's newest revision."""

    serial: int
    revision: int


@dataclass
class Freshness:
    """What writers were told, and how many answers knew less. For many threads."""

    stale: int = 0
    checked: int = 0
    _serial: int = 0
    _revisions: dict[str, int] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def acknowledge(self, key: str, reply: Reply) -> None:
        """Take what a writer was told."""
        serial, revision = _serial_of(reply), json.loads(reply.body)["revision"]["number"]
        with self._lock:
            self._serial = max(self._serial, serial)
            self._revisions[key] = max(self._revisions.get(key, 0), revision)

    def known(self, key: str = "") -> Known:
        """Return what a question asked from now on must know."""
        with self._lock:
            return Known(self._serial, self._revisions.get(key, 0))

    def check(self, reply: Reply, known: Known) -> None:
        """Compare an answer, a 304 as well, with what had been acknowledged before the question.

        The tag's serial must be as new, and so must the revision that the body shows: a tag that
        ran ahead of its body would be found too.
        """
        is_stale = _serial_of(reply) < known.serial
        if reply.status == 200 and known.revision:
            is_stale |= json.loads(reply.body)["revision"]["number"] < known.revision
        with self._lock:
            self.checked += 1
            self.stale += is_stale


def _serial_of(reply: Reply) -> int:
    found = _TAG.match(reply.headers.get("etag", ""))
    if found is None:
        raise ValueError(f"An answer of {reply.status} has no serial in its tag.")
    return int(found[1])
