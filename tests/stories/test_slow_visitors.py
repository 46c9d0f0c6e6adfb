"""A real server with two threads, and visitors who send slowly, read slowly, or do nothing."""

from __future__ import annotations

import json
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.house.servers import free_port, read, serving, status_of

SEND = b"POST /api/route/ HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
TASK = json.dumps({"task": "speed up slow SQL queries"}).encode()
MANY = 40


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("data")
    with serving(folder, free_port(), ROSTER_THREADS="2", ROSTER_WORKERS="1") as found:
        yield found


@contextmanager
def connections(root: str, number: int, first: bytes) -> Iterator[list[socket.socket]]:
    """Open connections, and say the beginning of something on each."""
    host, port = root.removeprefix("http://").rstrip("/").split(":")
    found = []
    try:
        for _ in range(number):
            connection = socket.create_connection((host, int(port)), timeout=60)
            connection.sendall(first)
            found.append(connection)
        yield found
    finally:
        for connection in found:
            connection.close()


def said(connection: socket.socket) -> bytes:
    """Return all of an answer whose connection is closed after it."""
    found = b""
    while piece := connection.recv(65536):
        found += piece
    return found


def is_well(root: str) -> bool:
    """Return whether others are answered, on any machine, without waiting for the slow ones."""
    started = time.monotonic()
    keys = {read(f"{root}api/agents/django-expert/")["key"] for _ in range(3)}
    return keys == {"django-expert"} and time.monotonic() - started < 20


@pytest.mark.parametrize(
    "first", [b"", b"GET /api/ HTTP/1.1\r\nHost: loc", SEND + b"Content-Length: 900\r\n\r\n{"]
)
def test_who_does_nothing_or_stops_half_way_keeps_nobody_else_waiting(root, first):
    with connections(root, MANY, first):
        assert is_well(root)


def test_who_reads_nothing_keeps_nobody_else_waiting(root):
    big = b"GET /static/drf_spectacular_sidecar/redoc/bundles/redoc.standalone.js HTTP/1.1\r\n"
    with connections(root, MANY, big + b"Host: localhost\r\n\r\n"):
        time.sleep(0.5)
        assert is_well(root)


def test_a_body_that_comes_slowly_is_read_to_its_end(root):
    head = SEND + f"Connection: close\r\nContent-Length: {len(TASK)}\r\n\r\n".encode()
    with connections(root, 6, head) as slow:
        for byte in range(len(TASK)):
            for connection in slow:
                connection.sendall(TASK[byte : byte + 1])
            time.sleep(0.02)
        for connection in slow:
            assert said(connection).startswith(b"HTTP/1.1 200")


def test_a_body_that_is_too_large_is_refused_unread(root):
    with connections(root, 1, SEND + b"Content-Length: 99999999\r\n\r\nabc") as (one,):
        assert b"413" in one.recv(4096).split(b"\r\n")[0]


def test_a_body_of_unknown_length_is_refused(root):
    chunks = b"Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n"
    with connections(root, 1, SEND + chunks) as (one,):
        assert b"411" in one.recv(4096).split(b"\r\n")[0]


def test_a_header_with_an_underscore_is_nobody(root):
    ask = b"GET /api/ HTTP/1.1\r\nHost: localhost\r\nX-Request-ID: the-true-one\r\n"
    with connections(root, 1, ask + b"X_Request_ID: the-forged-one\r\n\r\n") as (one,):
        assert b"the-true-one" in one.recv(65536)


def test_processes_are_alive_ready_and_counted(root):
    assert status_of(f"{root}healthz") == status_of(f"{root}readyz") == 200
    assert status_of(f"{root}metrics") == 200
