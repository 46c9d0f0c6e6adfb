"""In which characters a body is written: UTF-8, or it is not read."""

from __future__ import annotations

from django.utils.http import parse_header_parameters
from rest_framework.exceptions import UnsupportedMediaType

_UTF_8 = ("utf-8", "utf8")


def refuse_other_charsets(media_type: str | None) -> None:
    """Refuse a ``charset`` that is not UTF-8; some of them are programs in disguise."""
    _, parameters = parse_header_parameters(media_type or "")
    charset = parameters.get("charset", "utf-8")
    if charset.lower() not in _UTF_8:
        raise UnsupportedMediaType(media_type or "", "The body must be in UTF-8.")
