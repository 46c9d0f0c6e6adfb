"""Read a tar as a stream: regular files and folders by POSIX and GNU, nothing cleverer.

Written here rather than left to ``tarfile``: that one is made to be lenient, follows what pax
headers say of sizes and links, and had holes in releases that people still run.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from agents_app.archives.entry import Entry, Ledger
from agents_app.archives.limits import KIB
from agents_app.archives.names import decoded_name
from agents_app.archives.pax import read_pax
from agents_app.archives.refusal import BadArchive, TooBig

BLOCK = 512
_MOST_META = 16 * KIB  # of a long name or of pax records
_LONGEST_SIZE = 12
_FILES = (b"0", b"\0")
_REFUSED = {
    b"1": ("link", "Links are not followed: send the file itself."),
    b"2": ("link", "Links are not followed: send the file itself."),
    b"K": ("link", "Links are not followed: send the file itself."),
    b"3": ("device", "Devices are not taken."),
    b"4": ("device", "Devices are not taken."),
    b"6": ("device", "Pipes are not taken."),
    b"S": ("sparse", "Files with holes are not taken."),
}


class Stream(Protocol):
    """Bytes from the front; fewer than asked for only at the end."""

    def read(self, size: int) -> bytes:
        """Return the next bytes."""


def read_tar(stream: Stream, ledger: Ledger) -> Iterator[Entry]:
    """Yield each regular file in order; raises BadArchive at the first thing that is odd."""
    name: str | None = None  # said by the header before, for the entry after it
    while header := _header(stream):
        size, kind = _size(header), header[156:157]
        if kind in (b"x", b"g", b"L"):
            if name is not None and kind != b"g":
                raise BadArchive("damaged", "A name is said twice.", entry=name)
            told = _meta(stream, size, kind)
            name = told if told is not None else name
            continue
        written = name if name is not None else _written(header)
        name = None
        is_folder = _is_folder(kind, written)
        path = ledger.admit(written, size, is_folder=is_folder)
        if is_folder:
            continue
        data = _body(stream, size, path)
        ledger.count(path, size)
        yield ledger.file(path, data)
    if name is not None:
        raise BadArchive("truncated", "The archive ends after a name.", entry=name)
    _refuse_trailing(stream)


def _header(stream: Stream) -> bytes | None:
    """Return the next header, None at the two empty blocks that end an archive."""
    header = stream.read(BLOCK)
    if len(header) < BLOCK:
        raise BadArchive("truncated", "The tar ends without its two empty blocks.")
    if not any(header):
        if any(second := stream.read(BLOCK)) or len(second) < BLOCK:
            raise BadArchive("truncated", "The tar ends without its two empty blocks.")
        return None
    total = sum(header[:148]) + sum(header[156:]) + 8 * ord(" ")
    if total != _octal(header[148:156]):
        raise BadArchive("damaged", "This is no tar, or a header of it is damaged.")
    return header


def _octal(field: bytes) -> int | None:
    """Return a number as POSIX writes it, None for any other spelling of one."""
    digits = field.strip(b" \0")
    if not digits:
        return 0
    return int(digits, 8) if all(sign in b"01234567" for sign in digits) else None


def _size(header: bytes) -> int:
    size = _octal(header[124 : 124 + _LONGEST_SIZE])
    if size is None:
        shown = header[:100].rstrip(b"\0").decode("utf-8", "backslashreplace")
        raise BadArchive("size_mismatch", "The size is no octal number.", entry=shown)
    return size


def _written(header: bytes) -> str:
    """Return the name of a header; POSIX cuts long ones in two."""
    name = header[:100].partition(b"\0")[0]
    prefix = header[345:500].partition(b"\0")[0] if header[257:263] == b"ustar\0" else b""
    return decoded_name(prefix + b"/" + name if prefix else name)


def _is_folder(kind: bytes, name: str) -> bool:
    if kind in _FILES:
        return kind == b"\0" and name.endswith("/")  # as tars from before POSIX have it
    if kind == b"5":
        return True
    code, message = _REFUSED.get(kind, ("unsupported_entry", "Only regular files are taken."))
    raise BadArchive(code, message, entry=name)


def _meta(stream: Stream, size: int, kind: bytes) -> str | None:
    """Read a header about the next entry; return its name, if that is what it says."""
    if size > _MOST_META:
        raise TooBig("name_too_long", f"{_MOST_META:,} bytes are allowed about one entry.")
    data = _body(stream, size, "")
    if kind == b"L":
        return decoded_name(data.removesuffix(b"\0"))
    return read_pax(data, is_global=kind == b"g")


def _body(stream: Stream, size: int, path: str) -> bytes:
    data = stream.read(size)
    padding = stream.read(-size % BLOCK)
    if len(data) < size or len(padding) < -size % BLOCK:
        raise BadArchive("truncated", "The archive ends in the middle.", entry=path or None)
    if any(padding):
        raise BadArchive("hidden_data", "Something stands between entries.", entry=path or None)
    return data


def _refuse_trailing(stream: Stream) -> None:
    while rest := stream.read(64 * KIB):
        if any(rest):
            raise BadArchive("trailing_data", "Something stands behind the end of the tar.")
