"""A text to validate: as it is, or as a member of a JSON object."""

from __future__ import annotations

import json
from typing import IO, Any

from rest_framework.exceptions import UnsupportedMediaType
from rest_framework.parsers import BaseParser
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request

from agents_app.definitions.nearness import near
from agents_app.definitions.source import MAX_BYTES
from agents_app.errors import BadRequest, TooBig

MEMBERS = ("content", "path")
# A text of the largest size, each sign of it escaped.
_MOST_JSON = 6 * MAX_BYTES + 4_096
_MOST_PATH = 1_000
_SHOWN = 60


class TextParser(BaseParser):
    """A definition as it is."""

    media_type = "text/markdown"

    def parse(
        self, stream: IO[bytes], media_type: str | None = None, parser_context: Any = None
    ) -> Any:
        """Return the members that the same in JSON would have."""
        return {"content": _read(stream, MAX_BYTES), "path": ""}


class TextInJSONParser(BaseParser):
    """``{"content": "…", "path": "…"}``, and nothing else."""

    media_type = "application/json"
    renderer_class = JSONRenderer

    def parse(
        self, stream: IO[bytes], media_type: str | None = None, parser_context: Any = None
    ) -> Any:
        """Return the members, the content as bytes."""
        try:
            text = _read(stream, _MOST_JSON).decode()
            found = json.loads(text, object_pairs_hook=_once)
            # Half a surrogate pair is no text.
            texts = {name: value.encode() for name, value in found.items()}
        except (ValueError, AttributeError, RecursionError):
            message = "The body must be one JSON object of texts, in UTF-8."
            raise BadRequest("bad_json", message, field="body") from None
        for name in texts:
            if name not in MEMBERS:
                raise _unknown(name)
        return {"path": found.get("path", ""), "content": texts.get("content")}


def read_text(request: Request) -> tuple[bytes, str]:
    """Return the text and its path, or say what is missing."""
    charset = (request._request.content_params or {}).get("charset", "utf-8")
    if charset.lower() not in ("utf-8", "utf8"):
        raise UnsupportedMediaType(f"{request.content_type}; charset={charset[:40]}")
    sent: Any = request.data
    content = sent.get("content")
    if content is None:
        raise BadRequest("missing_member", "'content' is missing.", field="content")
    if len(sent["path"]) > _MOST_PATH or "\0" in sent["path"]:
        raise BadRequest("bad_value", "'path' is too long, or no path.", field="path")
    return content, sent["path"]


def _read(stream: IO[bytes], most: int) -> bytes:
    data = stream.read(most + 1)
    if len(data) > most:
        raise TooBig("body_too_large", f"{most:,} bytes are allowed in this body.")
    return data


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a member is given twice")
    return found


def _unknown(name: str) -> BadRequest:
    message = f"There is no member {name[:_SHOWN]!r}. Allowed: {', '.join(MEMBERS)}."
    close = near(name[:_SHOWN], MEMBERS)
    return BadRequest(
        "unknown_member", message, field=name[:_SHOWN], near=close, allowed=list(MEMBERS)
    )
