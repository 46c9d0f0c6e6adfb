"""The servers that are measured: Roster as ``manage.py serve`` runs it, and the floors likewise."""

from __future__ import annotations

import os
import resource
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from tests.benchmarks.read_path.callers import Caller, Reply
from tests.benchmarks.texts import ROOT

FLOORS = "tests.benchmarks.read_path.floors"
PATIENCE = 60.0  # seconds, for a server to start or stop
TICKS = os.sysconf("SC_CLK_TCK")
UNLIMITED = {"ROSTER_THROTTLE_ADDRESS": "0", "ROSTER_THROTTLE_USER": "0"}


@dataclass(frozen=True, slots=True)
class Server:
    """A server on loopback, by its port and the id of its first process."""

    port: int
    pid: int

    @property
    def root(self) -> str:
        """Return its address without a path."""
        return f"http://127.0.0.1:{self.port}"

    def ask(self, path: str, headers: Mapping[str, str] | None = None) -> Reply:
        """Send one GET over a connection of its own."""
        caller = Caller(self.port)
        try:
            return caller.ask(path, headers)
        finally:
            caller.close()

    def processor(self) -> float:
        """Return the seconds of processor that its processes have had."""
        return sum(_processor(pid) for pid in (self.pid, *_children(self.pid)))

    def memory(self) -> dict[str, float]:
        """Return the MiB of its largest process: RSS, and PSS, which shares what is shared."""
        found = [_memory(pid) for pid in (self.pid, *_children(self.pid))]
        return max(found, key=lambda each: each["rss"])


@contextmanager
def roster(folder: str) -> Iterator[Server]:
    """Serve the registry of DATABASE_URL, with nothing that slows down whoever asks often."""
    port = _free_port()
    command = [sys.executable, "manage.py", "serve", "--port", str(port)]
    with _running(command, port, {**UNLIMITED, "ROSTER_DATA_DIR": folder}) as server:
        yield server


@contextmanager
def floor(name: str, like: Server, folder: str, answers: Path) -> Iterator[Server]:
    """Serve another application as the registry is served.

    name: a module of ``floors``. answers: what those repeat that only repeat.
    """
    words = Path(f"/proc/{like.pid}/cmdline").read_bytes().decode().rstrip("\0").split("\0")
    port = _free_port()
    variables = {**UNLIMITED, "ROSTER_DATA_DIR": folder, "BENCH_ANSWERS": str(answers)}
    command = floor_command(words, name, port)
    with _running(command, port, variables) as server:
        yield server


def floor_command(words: list[str], name: str, port: int) -> list[str]:
    """Return the command that serves a floor with as many workers as Roster has.

    words: Roster's command. Where that speaks granian's own interface, so do the constant answers;
    Django has no such door.
    """
    if "--workers" not in words:
        raise SystemExit(f"The server is not started in a way that a floor could copy: {words}")
    is_native = name == "constant" and ("rsgi" in words or "config.server" in words)
    options = {
        "--interface": "rsgi" if is_native else "wsgi",
        "--host": "127.0.0.1",
        "--port": str(port),
        "--workers": words[words.index("--workers") + 1],
        "--blocking-threads": "1" if is_native else os.environ.get("ROSTER_THREADS", "4"),
        "--log-level": "warning",
    }
    pairs = [word for pair in options.items() for word in pair]
    return [words[0], "-m", "granian", *pairs, f"{FLOORS}.{name}:application"]


def raise_file_limit() -> int:
    """Let this process and its children open as many files as they may; return how many."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    return most


def end_in_order() -> None:
    """Let a signal to stop, but only the first, end this process as an error does."""

    def stop(number: int, frame: object) -> NoReturn:
        for each in (signal.SIGINT, signal.SIGTERM):
            signal.signal(each, signal.SIG_IGN)
        raise SystemExit(128 + number)

    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, stop)


@contextmanager
def _running(command: list[str], port: int, variables: Mapping[str, str]) -> Iterator[Server]:
    environment = os.environ | variables
    # In a session of its own: Ctrl-C is for us, who then stop it.
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, start_new_session=True
    )
    server = Server(port, process.pid)
    try:
        _wait(server, process)
        yield server
    finally:
        process.send_signal(signal.SIGINT)  # a server that drains does so after SIGTERM
        try:
            process.wait(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait(server: Server, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        try:
            server.ask("/")
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit(f"A server did not start: {process.args!r}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def _children(pid: int) -> list[int]:
    words = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [int(word) for word in words]


def _processor(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def _memory(pid: int) -> dict[str, float]:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:]
    kibibytes = {line.split(":")[0]: int(line.split()[1]) for line in lines}
    return {"rss": kibibytes["Rss"] / 1024, "pss": kibibytes["Pss"] / 1024}
