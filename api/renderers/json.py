"""JSON as DRF writes it, byte for byte, written by orjson where it can."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import orjson
from rest_framework import renderers

# A moment is written as DRF does, and what is no plain data is looked at there.
_PLAIN = orjson.OPT_PASSTHROUGH_DATETIME | orjson.OPT_PASSTHROUGH_DATACLASS
# Two signs that end a line in JavaScript and not in JSON.
_ENDS = {"\u2028".encode(): b"\\u2028", "\u2029".encode(): b"\\u2029"}


class JSONRenderer(renderers.JSONRenderer):
    """Compact JSON; indented, or of what orjson does not take, it comes from DRF."""

    def render(
        self,
        data: Any,
        accepted_media_type: Any = None,
        renderer_context: Mapping[str, Any] | None = None,
    ) -> bytes:
        """Return the bytes, none for no data."""
        if (
            data is not None
            and self.get_indent(accepted_media_type, renderer_context or {}) is None
        ):
            try:
                written = orjson.dumps(data, option=_PLAIN)
            except TypeError:  # whole numbers of more than 64 bits, above all
                pass
            else:
                for end, escaped in _ENDS.items():
                    written = written.replace(end, escaped)
                return written
        found: bytes = super().render(data, accepted_media_type, renderer_context)
        return found
