"""From granian's request to WSGI's and back, with a fixed number of threads in between."""

from __future__ import annotations

import asyncio
import os
import sys
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from io import BytesIO
from queue import SimpleQueue
from tempfile import SpooledTemporaryFile
from typing import IO, Any

# Longer answers wait for their reader in a file.
IN_MEMORY = 1024 * 1024
BROKEN = b"<!doctype html><title>500</title><h1>500 Internal Server Error</h1>"

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


@dataclass(slots=True)
class Answer:
    """What the application said; ``body`` is a file where it is long."""

    status: int = 500
    headers: list[tuple[str, str]] = field(default_factory=list)
    body: bytes | IO[bytes] = BROKEN

    def start(self, status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> None:
        """Take the head, as WSGI's ``start_response``."""
        self.status, self.headers = int(status[:3]), headers


Job = tuple[asyncio.AbstractEventLoop, "asyncio.Future[Answer]", dict[str, Any]]


class Threads:
    """Asks a WSGI application, a fixed number of requests at a time; the others wait in order."""

    def __init__(self, application: Application, number: int) -> None:
        self.application = application
        self.number = number
        self.jobs: SimpleQueue[Job] = SimpleQueue()

    @property
    def waiting(self) -> int:
        """Return how many requests no thread has taken yet."""
        return self.jobs.qsize()

    def start(self) -> None:
        """Start the threads; they end with the process."""
        for number in range(self.number):
            threading.Thread(target=self._work, name=f"django-{number}", daemon=True).start()

    async def answer(self, environ: dict[str, Any]) -> Answer:
        """Return what the application says."""
        loop = asyncio.get_running_loop()
        future: asyncio.Future[Answer] = loop.create_future()
        self.jobs.put((loop, future, environ))
        return await future

    def _work(self) -> None:
        while True:
            loop, future, environ = self.jobs.get()
            loop.call_soon_threadsafe(_settle, future, answer_of(self.application, environ))


def answer_of(application: Application, environ: dict[str, Any]) -> Answer:
    """Return the whole answer; what escapes from the application is said on standard error."""
    answer = Answer()
    try:
        said = application(environ, answer.start)
        answer.body = _whole(said)
    except Exception:
        sys.excepthook(*sys.exc_info())
        return Answer(headers=[("Content-Type", "text/html")])
    return answer


def environ_of(scope: Any, body: bytes) -> dict[str, Any]:
    """Return WSGI's dictionary of a request.

    A name with an underscore is left out: it would pass for the same with a hyphen, which a proxy
    may have set or taken away.
    """
    environ = BASIC.copy()
    for name, value in scope.headers.items():
        if "_" in name:
            continue
        key = f"HTTP_{name.upper().replace('-', '_')}"
        if key in environ:
            value = f"{environ[key]}{'; ' if name == 'cookie' else ','}{value}"
        environ[key] = value
    environ["CONTENT_TYPE"] = environ.pop("HTTP_CONTENT_TYPE", "")
    environ["CONTENT_LENGTH"] = environ.pop("HTTP_CONTENT_LENGTH", "")
    environ["REQUEST_METHOD"], environ["QUERY_STRING"] = scope.method, scope.query_string
    # WSGI's strings hold bytes; granian's path is decoded already.
    environ["PATH_INFO"] = scope.path.encode("utf-8", "surrogateescape").decode("latin-1")
    environ["REMOTE_ADDR"], _, environ["REMOTE_PORT"] = scope.client.rpartition(":")
    environ["SERVER_NAME"], _, environ["SERVER_PORT"] = scope.server.rpartition(":")
    environ["SERVER_PROTOCOL"] = f"HTTP/{scope.http_version}"
    environ["wsgi.url_scheme"], environ["wsgi.input"] = scope.scheme, BytesIO(body)
    return environ


def _whole(said: Iterable[bytes]) -> bytes | IO[bytes]:
    """Take all of an answer, so that the thread and its database connection are free again."""
    try:
        if isinstance(said, list):
            return b"".join(said)
        file = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - its reader closes it
        for piece in said:
            file.write(piece)
    finally:
        close = getattr(said, "close", None)
        if close:
            close()
    size = file.tell()
    file.seek(0)
    if size > IN_MEMORY:
        return file
    with file:
        return file.read()


def _settle(future: asyncio.Future[Answer], answer: Answer) -> None:
    """Hand the answer over, unless its reader has gone meanwhile."""
    if not future.done():
        future.set_result(answer)


BASIC: dict[str, Any] = dict(os.environ) | {
    "SCRIPT_NAME": "",
    "SERVER_SOFTWARE": "granian",
    "GATEWAY_INTERFACE": "CGI/1.1",
    "wsgi.version": (1, 0),
    "wsgi.errors": sys.stderr,
    "wsgi.multithread": True,
    "wsgi.multiprocess": True,
    "wsgi.run_once": False,
}
