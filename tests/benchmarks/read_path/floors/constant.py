"""The limit: an application of one look into a dictionary, with nothing around it.

It speaks WSGI and granian's own RSGI, whichever the registry is served by.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import Any

from tests.benchmarks.read_path.floors import answers

_ANSWERS = answers.read()
_MISSING: answers.Answer = (404, [], b"")


class Constant:
    """Repeats the answer to an address."""

    def __call__(
        self, environ: dict[str, Any], start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        """Answer a WSGI server."""
        tag = environ.get("HTTP_IF_NONE_MATCH")
        key = answers.key_of(environ["PATH_INFO"], environ["QUERY_STRING"], tag)
        status, headers, body = _ANSWERS.get(key, _MISSING)
        length = ("Content-Length", str(len(body)))
        start_response(f"{status} {HTTPStatus(status).phrase}", [*headers, length])
        return [body]

    async def __rsgi__(self, scope: Any, protocol: Any) -> None:
        """Answer granian."""
        key = answers.key_of(scope.path, scope.query_string, scope.headers.get("if-none-match"))
        status, headers, body = _ANSWERS.get(key, _MISSING)
        protocol.response_bytes(status, headers, body)


application = Constant()
