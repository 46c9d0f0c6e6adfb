"""A text to validate: as it is, or as a member of a JSON object."""

from __future__ import annotations

from typing import Any

from rest_framework.request import Request

from agents_app.definitions.source import MAX_BYTES
from agents_app.errors import BadRequest
from api.bodies import MarkdownParser, StrictJSONParser
from api.bodies.members import StrictSerializer, Text

LONGEST_PATH = 1_000


class TextInJSONParser(StrictJSONParser):
    """``{"content": "…", "path": "…"}``, with each sign of the largest text escaped."""

    most_bytes = 6 * MAX_BYTES + 4_096
    most_depth = 1


PARSERS = [MarkdownParser, TextInJSONParser]


class TextSerializer(StrictSerializer):
    """A text, and the place that it would have."""

    content = Text(allow_blank=True, help_text="The whole file.")
    path = Text(
        required=False,
        default="",
        allow_blank=True,
        max_length=LONGEST_PATH,
        help_text="Its place; the file's name counts where the text has none.",
    )


def read_text(request: Request) -> tuple[bytes, str]:
    """Return the text and its path, or refuse what was sent instead."""
    sent: Any = request.data
    if isinstance(sent, bytes):
        return sent, ""
    if not sent:
        raise BadRequest("empty_body", "There is no body. Send a text.", field="body")
    body = TextSerializer(data=sent)
    body.is_valid(raise_exception=True)
    return body.validated_data["content"].encode(), body.validated_data["path"]
