"""From granian's request to WSGI's and back: what Django sees is what a WSGI server shows."""

import asyncio
import threading
from types import SimpleNamespace
from typing import Any

import pytest

from config.bridge import IN_MEMORY, Threads, answer_of, environ_of


def scope(**over: Any) -> Any:
    """A request as granian tells of it; headers are pairs, as one may come twice."""
    given = {"method": "GET", "path": "/api/", "query_string": "a=b%20c", "scheme": "http"}
    given |= {"client": "192.0.2.7:5555", "server": "127.0.0.1:8000", "http_version": "1.1"}
    headers = over.pop("headers", [])
    return SimpleNamespace(**given | over, headers=SimpleNamespace(items=lambda: headers))


def test_a_request_becomes_what_wsgi_says():
    headers = [("content-type", "text/plain"), ("content-length", "3"), ("x-request-id", "abc")]
    found = environ_of(scope(method="POST", headers=headers), b"abc")
    said = {
        "REQUEST_METHOD": "POST",
        "PATH_INFO": "/api/",
        "SCRIPT_NAME": "",
        "QUERY_STRING": "a=b%20c",
        "CONTENT_TYPE": "text/plain",
        "CONTENT_LENGTH": "3",
        "HTTP_X_REQUEST_ID": "abc",
        "REMOTE_ADDR": "192.0.2.7",
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "8000",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "wsgi.url_scheme": "http",
    }
    assert said.items() <= found.items()
    assert "HTTP_CONTENT_TYPE" not in found
    assert found["wsgi.input"].read() == b"abc"


def test_a_path_is_bytes_in_disguise():
    assert environ_of(scope(path="/é"), b"")["PATH_INFO"].encode("latin-1") == "/é".encode()


def test_a_header_that_comes_twice_is_joined_and_none_is_forged_with_an_underscore():
    headers = [("x-a", "1"), ("x-a", "2"), ("x_a", "3"), ("cookie", "a=1"), ("cookie", "b=2")]
    found = environ_of(scope(headers=headers), b"")
    assert (found["HTTP_X_A"], found["HTTP_COOKIE"]) == ("1,2", "a=1; b=2")


def test_one_request_leaves_nothing_to_the_next():
    environ_of(scope(headers=[("authorization", "Bearer x")]), b"")
    assert "HTTP_AUTHORIZATION" not in environ_of(scope(), b"")


class Pieces:
    """An answer that is made piece by piece, and must be closed."""

    def __init__(self, *pieces: bytes) -> None:
        self.pieces, self.closed = iter(pieces), False

    def __iter__(self):
        return self

    def __next__(self) -> bytes:
        return next(self.pieces)

    def close(self) -> None:
        self.closed = True


@pytest.mark.parametrize("size", [3, IN_MEMORY, IN_MEMORY + 1])
def test_an_answer_is_taken_whole_and_closed(size):
    pieces = Pieces(b"x" * (size - 1), b"y")

    def application(environ, start_response):
        start_response("201 Created", [("X-A", "1")])
        return pieces

    answer = answer_of(application, {})
    body = answer.body if isinstance(answer.body, bytes) else answer.body.read()
    assert (answer.status, answer.headers, len(body)) == (201, [("X-A", "1")], size)
    assert isinstance(answer.body, bytes) is (size <= IN_MEMORY)
    assert body.endswith(b"xy")
    assert pieces.closed


def test_what_escapes_from_the_application_is_a_500_and_is_said(capsys):
    def application(environ, start_response):
        start_response("200 OK", [("X-A", "1")])
        return Pieces(b"half") if environ else 1 / 0

    answer = answer_of(application, {})
    assert (answer.status, answer.headers) == (500, [("Content-Type", "text/html")])
    assert "ZeroDivisionError" in capsys.readouterr().err


def test_as_many_are_asked_at_a_time_as_there_are_threads():
    now = most = 0

    def application(environ, start_response):
        nonlocal now, most
        now += 1
        most = max(most, now)
        environ["gate"].wait(5)
        now -= 1
        start_response("200 OK", [])
        return [environ["number"]]

    async def ask() -> list[Any]:
        threads, gate = Threads(application, 3), threading.Event()
        threads.start()
        asked = [
            asyncio.ensure_future(threads.answer({"gate": gate, "number": str(n).encode()}))
            for n in range(8)
        ]
        while threads.waiting != 5:
            await asyncio.sleep(0.01)
        gate.set()
        return [(await each).body for each in asked]

    assert asyncio.run(ask()) == [str(n).encode() for n in range(8)]
    assert most == 3
