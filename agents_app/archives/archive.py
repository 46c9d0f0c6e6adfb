"""An archive as its files: read as often as one likes, never unpacked to a disk."""

from __future__ import annotations

from collections.abc import Iterator

from agents_app.archives.entry import Entry, Ledger
from agents_app.archives.limits import LIMITS, Limits
from agents_app.archives.refusal import BadArchive, TooBig
from agents_app.archives.streams import PackedStream, PlainStream
from agents_app.archives.tar import read_tar
from agents_app.archives.zip import read_zip

KINDS = ("zip", "tar", "tar.gz", "tar.xz", "tar.bz2")
_MAGIC = (
    (0, b"PK\x03\x04", "zip"),
    (0, b"PK\x05\x06", "zip"),
    (0, b"\x1f\x8b", "tar.gz"),
    (0, b"\xfd7zXZ\0", "tar.xz"),
    (0, b"BZh", "tar.bz2"),
    (257, b"ustar", "tar"),
)


def kind_of(data: bytes) -> str | None:
    """Return which of ``KINDS`` these bytes begin like, None for no archive."""
    return next((kind for at, magic, kind in _MAGIC if data.startswith(magic, at)), None)


class Archive:
    """The regular files of a zip or a tar, in order; each pass reads the packed bytes anew.

    So only the packed bytes and one file are in memory, however often it is read. A pass raises
    BadArchive, or TooBig of that kind, at the first entry that is to blame.
    """

    def __init__(self, data: bytes, kind: str, limits: Limits = LIMITS) -> None:
        if len(data) > limits.packed:
            message = f"The archive has {len(data):,} bytes; {limits.packed:,} are allowed."
            raise TooBig("archive_too_large", message)
        if not data:
            raise BadArchive("truncated", "The archive is empty.")
        self._data = data
        self._kind = kind
        self._limits = limits

    def __iter__(self) -> Iterator[Entry]:
        ledger = Ledger(self._limits, len(self._data))
        if self._kind == "zip":
            return read_zip(self._data, ledger)
        if self._kind == "tar":
            return read_tar(PlainStream(self._data), ledger)
        packing = self._kind.removeprefix("tar.")
        return read_tar(PackedStream(self._data, packing, self._limits), ledger)
