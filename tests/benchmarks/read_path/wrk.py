"""Many clients at once, by wrk: how many answers a second, and how long each took."""

from __future__ import annotations

import json
import shutil
import statistics
import subprocess
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from tests.benchmarks.read_path.servers import Server

CLIENTS = 16
SCRIPT = Path(__file__).with_name("wrk.lua")
MISSING = "The load comes from wrk, which is not installed (on Debian: apt-get install wrk)."


@dataclass(frozen=True, slots=True)
class Load:
    """What became of a round.

    rate: answers a second; cpu: milliseconds of the server's processor for each, which a busy
    machine changes little; p50, p95, p99: milliseconds that clients waited.
    """

    rate: float
    cpu: float
    p50: float
    p95: float
    p99: float
    failed: int

    def as_dict(self) -> dict[str, float]:
        """Return it for a file of results."""
        return asdict(self)


def is_installed() -> bool:
    """Return whether there is a wrk to call."""
    return shutil.which("wrk") is not None


def load(
    server: Server,
    paths: Sequence[str],
    *,
    seconds: float,
    headers: Mapping[str, str] | None = None,
    clients: int = CLIENTS,
) -> Load:
    """Ask for the paths in turn, by so many clients, each of whom waits for its answer.

    headers: sent with each request. seconds: rounded, for wrk counts whole ones. One thread sends
    for all, so that the server has a core.
    """
    whole = max(1, round(seconds))
    words = ["wrk", "-t1", f"-c{clients}", f"-d{whole}s", "--timeout", "60s", "-s", str(SCRIPT)]
    for name, value in (headers or {}).items():
        words += ["-H", f"{name}: {value}"]
    with tempfile.NamedTemporaryFile("w") as listed:
        listed.write("".join(f"{path}\n" for path in paths))
        listed.flush()
        words += [server.root, "--", listed.name]
        before = server.processor()
        done = subprocess.run(words, capture_output=True, text=True, check=True)
        spent = server.processor() - before
    told = json.loads(done.stdout.strip().splitlines()[-1])
    answers = told["requests"]
    rate, cpu = answers / told["seconds"], 1000 * spent / max(1, answers)
    return Load(rate, cpu, told["p50"], told["p95"], told["p99"], told["failed"])


def middle(rounds: Iterable[Load]) -> Load:
    """Return the median of each figure, and all failures."""
    columns = zip(*(asdict(each).values() for each in rounds), strict=True)
    *figures, failed = columns
    return Load(*(statistics.median(each) for each in figures), sum(failed))
