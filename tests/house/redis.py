"""A throwaway Redis on loopback, which keeps nothing and leaves nothing behind."""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.house.servers import free_port

PROGRAM = "redis-server"
PATIENCE = 20.0
wanted = pytest.mark.skipif(not shutil.which(PROGRAM), reason=f"{PROGRAM} is not installed")


@contextmanager
def redis(port: int = 0) -> Iterator[str]:
    """Start a Redis, give its address, and stop it whatever happens."""
    port = port or free_port()
    words = f"--port {port} --bind 127.0.0.1 --appendonly no --dir /tmp --save".split()
    process = subprocess.Popen([PROGRAM, *words, ""], stdout=subprocess.DEVNULL)
    try:
        _wait_for(port)
        yield f"redis://127.0.0.1:{port}/0"
    finally:
        process.terminate()
        process.wait(PATIENCE)


def _wait_for(port: int) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            with socket.create_connection(("127.0.0.1", port), 1) as connection:
                connection.sendall(b"PING\r\n")
                if connection.recv(64).startswith(b"+PONG"):
                    return
        except OSError:
            time.sleep(0.05)
    pytest.fail(f"Redis does not answer at port {port}")
