"""The headers that an answer leaves with, once all layers had their say: plain, packed or 304."""

from __future__ import annotations

from collections.abc import Hashable, Iterable

from api.memory.answer import Answer, Headers, cost_of, packed_tag, plain_tag

# Said anew with each answer.
OF_ONE_REQUEST = frozenset(
    (
        "access-control-allow-origin",
        "access-control-expose-headers",
        "connection",
        "date",
        "ratelimit",
        "ratelimit-policy",
        "server-timing",
        "timing-allow-origin",
        "x-request-id",
    )
)
# What a 304 leaves out: what it would say of bytes that it does not bring.
OF_BYTES = frozenset(
    (
        "content-disposition",
        "content-encoding",
        "content-length",
        "content-type",
        "etag",
        "link",
        "repr-digest",
    )
)


class Passage:
    """One way in, by an address and its headers, to an answer that stands under ``key``."""

    __slots__ = ("_packed", "key", "leads_to_bytes", "plain", "tag", "unchanged")

    def __init__(self, key: Hashable, headers: Iterable[tuple[str, str]]) -> None:
        """headers: those of the plain answer or of a 304, with an ``ETag``."""
        self.key = key
        self.plain: Headers = tuple(
            each for each in headers if each[0].lower() not in OF_ONE_REQUEST
        )
        self.unchanged: Headers = tuple(
            each for each in self.plain if each[0].lower() not in OF_BYTES
        )
        self.tag = plain_tag(next(value for name, value in self.plain if name.lower() == "etag"))
        # A 304 tells the tag, and not what the bytes would come with.
        self.leads_to_bytes = any(name.lower() == "content-type" for name, _ in self.plain)
        self._packed: Headers = ()

    def packed(self, answer: Answer) -> Headers:
        """Return the headers that go with the packed bytes of the answer."""
        if not self._packed:
            changed = {"etag": packed_tag(self.tag), "content-length": str(len(answer.packed))}
            self._packed = (
                *((name, changed.get(name.lower(), value)) for name, value in self.plain),
                ("Content-Encoding", "gzip"),
            )
        return self._packed

    @property
    def cost(self) -> int:
        """Return about how many bytes it takes; most of its words it has three times over."""
        return 3 * cost_of(self.plain) // 2 + len(repr(self.key))
