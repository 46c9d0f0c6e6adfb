"""The outermost door, asked as a WSGI server asks, without a server."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from urllib.parse import unquote_to_bytes

from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections

from config.memory import RememberingApplication


@contextmanager
def _connections_left_open() -> Iterator[None]:
    """Keep Django from closing those of a test that holds a transaction, as its client does."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    try:
        yield
    finally:
        for signal in signals:
            signal.connect(close_old_connections)


@dataclass(frozen=True)
class Sent:
    """What came back; names of headers in lower case."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def tag(self) -> str:
        return self.headers["etag"]

    @property
    def serial(self) -> int:
        """The version that the answer says it is of."""
        return int(self.tag.strip('"').partition("-")[0])


class Door:
    """Counts how often Django was asked, and sends a server's request."""

    def __init__(self) -> None:
        self.asked = 0
        self.timing = ""  # of the last answer
        self._django = WSGIHandler()
        self._application = RememberingApplication(self._count)

    def _count(self, environ: dict[str, Any], start_response: Any) -> Any:
        self.asked += 1
        return self._django(environ, start_response)

    def at_once(self, address: str, **headers: str) -> Sent | None:
        """Ask what is known by heart, as a loop does; None where that is nothing."""
        found = self._application.at_once(self._environ(address, "GET", headers))
        return self._sent(*found) if found else None

    def __call__(self, address: str, method: str = "GET", **headers: str) -> Sent:
        """Ask an address below /api/; headers by name, with underscores."""
        with _connections_left_open():
            return self._send(self._environ(address, method, headers), method)

    def _environ(self, address: str, method: str, headers: dict[str, str]) -> dict[str, Any]:
        path, _, query = f"/api/{address}".partition("?")
        return {
            "REQUEST_METHOD": method,
            "SCRIPT_NAME": "",
            "PATH_INFO": unquote_to_bytes(path).decode("latin-1"),
            "QUERY_STRING": query,
            "SERVER_NAME": "testserver",
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "127.0.0.1",
            "HTTP_HOST": "testserver",
            "wsgi.url_scheme": "http",
            "wsgi.input": BytesIO(),
            **{
                name if name.isupper() else f"HTTP_{name.upper()}": headers[name]
                for name in headers
            },
        }

    def _send(self, environ: dict[str, Any], method: str) -> Sent:
        said: list[Any] = []
        answer: Any = self._application(environ, lambda *words: said.extend(words))
        body = b"".join(answer)
        if hasattr(answer, "close"):
            answer.close()
        return self._sent(*said, b"" if method == "HEAD" else body)

    def _sent(self, status: str, headers: list[tuple[str, str]], body: bytes) -> Sent:
        named = {name.lower(): value for name, value in headers}
        assert len(named) == len(headers), "each header is sent once"
        self.timing = named.pop("server-timing", "")
        return Sent(int(status.split()[0]), named, body)
