"""Real servers for tests: ``manage.py serve`` on loopback, with nothing set but what is said."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import pytest

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 90.0
OURS = ("ALLOWED_HOSTS", "DATABASE_URL", "DEBUG", "SECRET_KEY", "PGPASSWORD")


def free_port() -> int:
    """Return a port that was free a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start(folder: Path, port: int, **variables: str) -> subprocess.Popen[str]:
    """Start the command with nothing set but the data folder and these variables."""
    clean = {
        name: value
        for name, value in os.environ.items()
        if name not in OURS and not name.startswith("ROSTER_")
    }
    return subprocess.Popen(
        [sys.executable, "manage.py", "serve", "--port", str(port)],
        cwd=ROOT,
        env=clean | {"ROSTER_DATA_DIR": str(folder)} | variables,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


@contextmanager
def serving(
    folder: Path, port: int, said: list[str] | None = None, **variables: str
) -> Iterator[str]:
    """Start the server, wait until it is ready, and stop it as Ctrl-C does.

    said: gets what the command says at the start.
    """
    with running(folder, port, **variables) as process:
        if said is not None and process.stdout is not None:
            while not said or "Ctrl-C" not in said[-1]:
                said.append(process.stdout.readline())
        yield f"http://127.0.0.1:{port}/"


@contextmanager
def running(folder: Path, port: int, **variables: str) -> Iterator[subprocess.Popen[str]]:
    """The same, for a test that stops the process itself."""
    process = start(folder, port, **variables)
    try:
        wait_for(f"http://127.0.0.1:{port}/readyz", process)
        yield process
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
        process.communicate(timeout=PATIENCE)


def wait_for(address: str, process: subprocess.Popen[str]) -> None:
    """Return when an address is answered with success; fail where the server ends before."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if process.poll() is not None:
            pytest.fail(f"The server stopped:\n{process.communicate()[0]}")
        try:
            urlopen(address, timeout=5).close()
        except (URLError, TimeoutError):
            time.sleep(0.1)
        else:
            return
    pytest.fail(f"Nothing answered at {address}")


def read(address: str) -> dict[str, Any]:
    """Return the JSON at an address."""
    with urlopen(address, timeout=30) as response:
        answer: dict[str, Any] = json.load(response)
    return answer


def status_of(address: str) -> int:
    """Return the status of an address, whichever it is."""
    try:
        with urlopen(address, timeout=30) as response:
            return int(response.status)
    except HTTPError as answer:
        answer.close()
        return answer.code
