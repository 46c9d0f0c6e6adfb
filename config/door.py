"""Where requests come in: slow visitors are waited for without a thread, then Django is asked.

Under plain WSGI a thread waits for each body, and four visitors who send theirs slowly, or never,
stop a server of four threads (measured in tests/benchmarks/idle_connections.py). Here one loop
waits for all of them, with a deadline; a thread gets a request when it is whole, and is free again
when the answer is made, however slowly it is read.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from typing import IO, Any, Protocol

from django.conf import settings

from api.errors import Problem
from api.errors.problem import MEDIA_TYPE
from config.bridge import Answer, Application, Threads, environ_of
from config.limits import MEBIBYTE, largest_body

BODY_SECONDS = 30.0
SLOWEST = 32 * 1024  # bytes a second: a large body may take longer than a small one
SEND_SECONDS = 30.0
PIECE = 256 * 1024
# What all visitors together may have sent of bodies that are not whole yet.
MOST_BYTES = 256 * MEBIBYTE
MOST_WAITING = 2_000

ALIVE = b'{"status": "alive"}'

READS = ("GET", "HEAD")

Headers = list[tuple[str, str]]


class Transport(Protocol):
    """An answer that is sent piece by piece."""

    async def send_bytes(self, data: bytes) -> None:
        """Send a piece; it takes as long as the reader does."""


class Exchange(Protocol):
    """What granian gives for one request: the body to read, and ways to answer."""

    def __aiter__(self) -> AsyncIterator[bytes]:
        """Return the pieces of the body."""

    def response_bytes(self, status: int, headers: Headers, body: bytes) -> None:
        """Answer at once."""

    def response_stream(self, status: int, headers: Headers) -> Transport:
        """Answer piece by piece."""


class Near(Protocol):
    """What knows some answers by heart."""

    def open(self) -> None:
        """Make ready, before the loop runs."""

    def at_once(self, environ: dict[str, Any]) -> tuple[str, Headers, bytes] | None:
        """Return the status, the headers and the body of an answer that is known."""


class Refused(Exception):
    """What keeps a request from ever reaching Django."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem


class Door:
    """The application that granian serves, in one process; all of it happens on one loop."""

    def __init__(self, application: Application, near: Near | None = None) -> None:
        """near: asked first and on the loop, so it must neither wait nor work long."""
        self.threads = Threads(application, settings.THREADS)
        self.near = near
        self.held = 0

    def __rsgi_init__(self, loop: asyncio.AbstractEventLoop) -> None:
        """Start the threads, in the process that serves."""
        self.threads.start()
        if self.near:
            self.near.open()

    async def __rsgi__(self, scope: Any, exchange: Exchange) -> None:
        """Answer one request."""
        if scope.path == "/healthz":
            # A process whose threads are all busy is alive none the less.
            exchange.response_bytes(200, [("content-type", "application/json")], ALIVE)
            return
        try:
            answer = await self.answer(scope, exchange)
        except Refused as refused:
            _refuse(exchange, refused.problem)
            return
        if isinstance(answer.body, bytes):
            exchange.response_bytes(answer.status, answer.headers, answer.body)
        else:
            await _send(exchange.response_stream(answer.status, answer.headers), answer.body)

    async def answer(self, scope: Any, exchange: Exchange) -> Answer:
        """Return what Django says. Raises Refused."""
        if self.near and scope.method in READS:
            sent = self.near.at_once(environ_of(scope, b""))
            if sent is not None:
                status, headers, found = sent
                return Answer(int(status[:3]), headers, found)
        body = await self.body(scope, exchange)
        if self.threads.waiting > MOST_WAITING:
            detail = "More is asked than can be answered. Try again."
            raise Refused(Problem(503, "overloaded", detail, headers={"Retry-After": "1"}))
        return await self.threads.answer(environ_of(scope, body))

    async def body(self, scope: Any, exchange: Exchange) -> bytes:
        """Return the whole body; nothing of one that Django will refuse by its length alone."""
        said = scope.headers.get("content-length") or "0"
        length = int(said) if said.isascii() and said.isdigit() and len(said) < 20 else 0
        if not 0 < length <= largest_body(scope.path):
            return b""
        pieces, size = [], 0
        try:
            async with asyncio.timeout(BODY_SECONDS + length / SLOWEST):
                async for piece in exchange:
                    pieces.append(piece)
                    size, self.held = size + len(piece), self.held + len(piece)
                    if self.held > MOST_BYTES:
                        detail = "Too much is being sent at once. Try again."
                        problem = Problem(503, "overloaded", detail, headers={"Retry-After": "1"})
                        raise Refused(problem)
        except TimeoutError:
            detail = "The body did not come in time."
            raise Refused(Problem(408, "too_slow", detail)) from None
        finally:
            self.held -= size
        return b"".join(pieces)


async def _send(transport: Transport, body: IO[bytes]) -> None:
    """Send a long answer, and give up on a reader who takes nothing."""
    with body:
        try:
            while piece := body.read(PIECE):
                async with asyncio.timeout(SEND_SECONDS):
                    await transport.send_bytes(piece)
        except (TimeoutError, RuntimeError):  # granian's "closed" is a RuntimeError
            return


def _refuse(exchange: Exchange, problem: Problem) -> None:
    headers = {"Cache-Control": "no-store", "Connection": "close", "Content-Type": MEDIA_TYPE}
    body = json.dumps(problem.body()).encode()
    exchange.response_bytes(problem.status, list((headers | dict(problem.headers)).items()), body)
