"""A finished answer: its headers and its bytes, packed once for those who take them so."""

from __future__ import annotations

import gzip
from functools import lru_cache

Headers = tuple[tuple[str, str], ...]

_QUOTE = '"'
_END = '-gzip"'
# Less fits into one packet anyway.
_LEAST_TO_PACK = 1_024
# What servers take by default: 9 costs twice the time for a hundredth of the bytes.
_LEVEL = 6


class Answer:
    """What a view said to a read, without what belongs to one request."""

    __slots__ = ("_packed", "body", "headers")

    def __init__(self, headers: Headers, body: bytes) -> None:
        self.headers = headers
        self.body = body
        self._packed: bytes | None = None

    @property
    def is_packed(self) -> bool:
        """Return whether it was packed before."""
        return self._packed is not None

    @property
    def packed(self) -> bytes:
        """Return the bytes packed by gzip, empty where that would not be worth it.

        The same bytes each time, for a strong tag promises that: gzip's clock is left out.
        """
        if self._packed is None:
            small = len(self.body) < _LEAST_TO_PACK
            packed = b"" if small else gzip.compress(self.body, _LEVEL, mtime=0)
            self._packed = packed if len(packed) < len(self.body) else b""
        return self._packed

    @property
    def cost(self) -> int:
        """Return about how many bytes it takes."""
        return len(self.body) + len(self._packed or b"") + cost_of(self.headers)


def cost_of(headers: Headers) -> int:
    """Return about how many bytes some headers take."""
    return sum(160 + len(name) + len(value) for name, value in headers)


@lru_cache(maxsize=1_024)
def takes_packed(accepted: str) -> bool:
    """Return whether an ``Accept-Encoding`` takes gzip, by its name or by a star."""
    likings: dict[str, bool] = {}
    for wish in accepted.lower().split(","):
        coding, _, parameters = wish.partition(";")
        likings[coding.strip()] = not _is_never(parameters)
    return likings.get("gzip", likings.get("*", False))


def _is_never(parameters: str) -> bool:
    name, _, value = parameters.partition("=")
    return name.strip() == "q" and not value.strip(" 0.")


def packed_tag(tag: str) -> str:
    """Return the tag of the packed bytes: other bytes, so a strong tag must differ."""
    return f"{tag.removesuffix(_QUOTE)}{_END}"


def plain_tag(tag: str) -> str:
    """Return the strong tag of an answer, given one of its tags: packed, weak or as it is."""
    return f'{tag.removeprefix("W/").removesuffix(_END).rstrip(_QUOTE)}"'
