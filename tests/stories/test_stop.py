"""SIGTERM at a real server: it is not ready first, what has begun is finished, nothing is lost."""

from __future__ import annotations

import json
import signal
import socket
import threading
import time
from http.client import HTTPConnection
from pathlib import Path

from tests.house.servers import PATIENCE, free_port, read, running, status_of

TASK = json.dumps({"task": "speed up slow SQL queries"}).encode()
HEAD = (
    "POST /api/route/ HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
    f"Connection: close\r\nContent-Length: {len(TASK)}\r\n\r\n"
).encode()


class Visitor(threading.Thread):
    """Asks on and on over kept connections, as a balancer does until it hears of the stop."""

    def __init__(self, port: int, draining: threading.Event) -> None:
        super().__init__()
        self.port, self.draining = port, draining
        self.statuses: list[int] = []
        self.closed_politely = 0

    def run(self) -> None:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        while not self.draining.is_set():
            connection.request("GET", "/api/agents/?limit=5")
            answer = connection.getresponse()
            answer.read()
            self.statuses.append(answer.status)
            self.closed_politely += answer.getheader("Connection") == "close"
        connection.close()


def slow_bodies(port: int, number: int) -> list[socket.socket]:
    """Begin requests, and keep back the last byte of each."""
    begun = []
    for _ in range(number):
        one = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
        one.sendall(HEAD + TASK[:-1])
        begun.append(one)
    return begun


def test_nothing_that_has_begun_is_lost(tmp_path: Path) -> None:
    port, draining = free_port(), threading.Event()
    settings = {"ROSTER_DRAIN_SECONDS": "4", "ROSTER_WORKERS": "1", "ROSTER_THREADS": "2"}
    with running(tmp_path, port, **settings) as process:
        root = f"http://127.0.0.1:{port}/"
        visitors = [Visitor(port, draining) for _ in range(4)]
        for visitor in visitors:
            visitor.start()
        begun = slow_bodies(port, 8)
        while not all(len(visitor.statuses) > 2 for visitor in visitors):
            time.sleep(0.05)
        process.send_signal(signal.SIGTERM)
        while status_of(f"{root}readyz") != 503:
            time.sleep(0.05)
        assert read(f"{root}api/agents/django-expert/")["key"] == "django-expert"
        time.sleep(1)
        draining.set()
        for visitor in visitors:
            visitor.join(PATIENCE)
        while accepts(port):
            time.sleep(0.05)
        assert process.poll() is None  # it waits for what has begun
        for one in begun:
            one.sendall(TASK[-1:])
        assert [one.recv(15) for one in begun] == [b"HTTP/1.1 200 OK"] * len(begun)
        for one in begun:
            one.close()
        assert process.wait(PATIENCE) == 0
    for visitor in visitors:
        assert set(visitor.statuses) == {200}
        assert 0 < visitor.closed_politely < len(visitor.statuses)
    assert not (tmp_path / "serving" / str(port)).exists()


def test_told_twice_it_stops_at_once(tmp_path: Path) -> None:
    port = free_port()
    with running(tmp_path, port, ROSTER_DRAIN_SECONDS="600") as process:
        process.send_signal(signal.SIGTERM)
        time.sleep(0.5)
        assert process.poll() is None
        process.send_signal(signal.SIGTERM)
        assert process.wait(PATIENCE) == 0


def accepts(port: int) -> bool:
    """Return whether anybody is let in still."""
    try:
        socket.create_connection(("127.0.0.1", port), timeout=5).close()
    except OSError:
        return False
    return True
