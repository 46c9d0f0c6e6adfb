"""A definition as the file that it is: its bytes, unread."""

from __future__ import annotations

from typing import IO, Any

from rest_framework.parsers import BaseParser

from agents_app.definitions.source import MAX_BYTES
from agents_app.errors import TooLarge
from api.bodies.charsets import refuse_other_charsets


class MarkdownParser(BaseParser):
    """``text/markdown``, byte for byte; what it says is judged later."""

    media_type = "text/markdown"

    def parse(
        self, stream: IO[Any], media_type: str | None = None, parser_context: Any = None
    ) -> Any:
        """Return the bytes, at most as many as a definition may have."""
        refuse_other_charsets(media_type)
        data: bytes = stream.read(MAX_BYTES + 1)
        if len(data) > MAX_BYTES:
            raise TooLarge(f"A definition has at most {MAX_BYTES:,} bytes.")
        return data
