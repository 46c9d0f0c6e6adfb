"""A real server for a benchmark: on loopback, into a folder or a database of its own."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from email.message import Message
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 120.0  # seconds for an answer
# Limits by account and address have tests of their own; here they would hide what is measured.
UNLIMITED = {
    f"ROSTER_{name}": "0"
    for name in ("THROTTLE_ADDRESS", "THROTTLE_USER", "QUOTA_AGENTS", "QUOTA_MEBIBYTES")
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, and after how many seconds."""

    status: int
    headers: Message
    body: bytes
    seconds: float


class Server:
    """The server of ``make serve``, or its program with another application."""

    def __init__(
        self, folder: str, *, here: bool = False, application: str = "", **environment: str
    ) -> None:
        """Settle where the data lies: in the folder, or ``here``: in DATABASE_URL."""
        unset = {"ROSTER_DATA_DIR"} if here else {"ROSTER_DATA_DIR", "DATABASE_URL"}
        kept = {name: value for name, value in os.environ.items() if name not in unset}
        ours = {"ROSTER_DATA_DIR": folder, "DJANGO_SETTINGS_MODULE": "config.settings"}
        self.environment = kept | UNLIMITED | ours | environment
        self.application = application
        self.port = _free_port()
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        """Return the process that was started; its workers are in its group."""
        assert self._process is not None
        return self._process.pid

    def start(self) -> None:
        """Start, and wait until it answers; who is asked to end stops it first."""
        signal.signal(signal.SIGTERM, _end)
        command = [sys.executable, "manage.py", "serve", "--port", str(self.port)]
        if self.application:
            command = [sys.executable, "-m", "granian", "--interface", "wsgi"]
            command += ["--port", str(self.port), "--blocking-threads", "4", self.application]
        self._process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=self.environment,
            start_new_session=True,
            stdout=subprocess.DEVNULL,
            # Another application may fail as loudly as it likes.
            stderr=subprocess.DEVNULL if self.application else None,
        )
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline and self._process.poll() is None:
            with suppress(OSError, HTTPException):
                self.ask("GET", "/api/")
                return
            time.sleep(0.1)
        self.kill()
        raise SystemExit("The server did not start.")

    def stop(self) -> None:
        """Stop as Ctrl-C does."""
        if self._process:
            self._process.send_signal(signal.SIGINT)
            self._process.wait(timeout=PATIENCE)
            self._process = None

    def kill(self) -> None:
        """Kill every process of it at once."""
        if self._process:
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
            self._process = None

    def manage(self, *words: str) -> str:
        """Run a command of ours on the same data; return what it says."""
        done = subprocess.run(
            [sys.executable, "manage.py", *words],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise SystemExit(f"manage.py {words[0]} failed:\n{done.stderr}")
        return done.stdout.strip()

    def token(self, role: str = "admin", scopes: str = "read,write,admin") -> str:
        """Return a token of a new account with this role; the tables must be there."""
        return self.manage("create_token", role, "--scopes", scopes, "--create", role)

    def ask(
        self, method: str, path: str, body: bytes = b"", headers: Mapping[str, str] | None = None
    ) -> Answer:
        """Ask this server; see ``request``."""
        return request(self.port, method, path, body, headers)


def request(
    port: int, method: str, path: str, body: bytes = b"", headers: Mapping[str, str] | None = None
) -> Answer:
    """Ask over a connection of its own; raises OSError or HTTPException where the server dies."""
    connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    began = time.monotonic()
    try:
        with suppress(BrokenPipeError):  # refused by its headers: the answer is there already
            connection.request(method, path, body or None, dict(headers or {}))
        response = connection.getresponse()
        found = response.read()
        return Answer(response.status, response.headers, found, time.monotonic() - began)
    finally:
        connection.close()


def _end(number: int, frame: object) -> NoReturn:
    raise SystemExit(128 + number)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port
