"""Write archives that are the same, byte for byte, wherever and whenever they are written.

Nothing is compressed. What deflate writes depends on the library that does it (zlib, zlib-ng and
their releases differ at every level), so a digest that someone pinned would break with an upgrade
of the operating system. Stored as they are, the bytes follow from the files alone. Times, owners
and modes are fixed, the order is the caller's.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Iterator
from hashlib import sha256

from agents_app.archives.entry import Entry

_BLOCK = 512
_RECORD = 20 * _BLOCK  # to which tars are filled up
_MODE = 0o100644
_LONGEST = 100
_MOST_STORED = 0xFFFF
_MADE_ON_UNIX = 3 << 8 | 20
_UTF8 = 0x0800
_NEW_YEAR_1980 = 0x21  # the first day that zips know
# No name, no time, "unknown" system.
_GZIP_HEAD = b"\x1f\x8b\x08\0\0\0\0\0\0\xff"


def write_zip(files: Iterable[Entry]) -> Iterator[bytes]:
    """Yield a zip of stored files, piece by piece."""
    listed = bytearray()
    count = at = 0
    for file in files:
        name, size, checksum = file.path.encode(), len(file.data), zlib.crc32(file.data)
        shared = struct.pack(
            "<5H3I2H", 20, _UTF8, 0, 0, _NEW_YEAR_1980, checksum, size, size, len(name), 0
        )
        yield b"PK\x03\x04" + shared + name + file.data
        listed += b"PK\x01\x02" + struct.pack("<H", _MADE_ON_UNIX) + shared
        listed += struct.pack("<3H2I", 0, 0, 0, _MODE << 16, at) + name
        at += 30 + len(name) + size
        count += 1
    yield bytes(listed)
    yield b"PK\x05\x06" + struct.pack("<4H2IH", 0, 0, count, count, len(listed), at, 0)


def write_tar_gz(files: Iterable[Entry]) -> Iterator[bytes]:
    """Yield a tar inside a gzip stream of stored blocks, piece by piece."""
    yield _GZIP_HEAD
    checksum = size = 0
    for piece in _tar(files):
        checksum = zlib.crc32(piece, checksum)
        size += len(piece)
        for start in range(0, len(piece), _MOST_STORED):
            yield _stored(piece[start : start + _MOST_STORED])
    yield _stored(b"", last=True) + struct.pack("<2I", checksum, size & 0xFFFFFFFF)


def sum_up(pieces: Iterable[bytes]) -> bytes:
    """Return the SHA-256 of an archive, which need not be held whole for it."""
    whole = sha256()
    for piece in pieces:
        whole.update(piece)
    return whole.digest()


def _stored(piece: bytes, *, last: bool = False) -> bytes:
    """Return a block of deflate that holds bytes as they are."""
    return struct.pack("<B2H", last, len(piece), len(piece) ^ 0xFFFF) + piece


def _tar(files: Iterable[Entry]) -> Iterator[bytes]:
    total = 0
    for file in files:
        name = file.path.encode()
        head = b""
        if len(name) > _LONGEST or not name.isascii():
            records = _pax_record(b"path", name)
            head = _tar_header(b"pax", len(records), b"x") + _padded(records)
            name = name.decode().encode("ascii", "replace")[:_LONGEST]
        piece = head + _tar_header(name, len(file.data), b"0") + _padded(file.data)
        total += len(piece)
        yield piece
    yield b"\0" * (2 * _BLOCK + -(total + 2 * _BLOCK) % _RECORD)


def _tar_header(name: bytes, size: int, kind: bytes) -> bytes:
    mode, owner, time = b"0000644\0", b"0000000\0", b"%011o\0" % 0
    head = name.ljust(100, b"\0") + mode + owner * 2 + b"%011o\0" % size + time
    tail = kind + b"\0" * 100 + b"ustar\00000" + b"\0" * 64 + owner * 2 + b"\0" * 167
    total = sum(head) + sum(tail) + 8 * ord(" ")
    return head + b"%06o\0 " % total + tail


def _pax_record(key: bytes, value: bytes) -> bytes:
    """Return ``length key=value``, where the length counts its own digits too."""
    rest = b" " + key + b"=" + value + b"\n"
    length = len(rest)
    while length != len(rest) + len(str(length)):
        length = len(rest) + len(str(length))
    return str(length).encode() + rest


def _padded(data: bytes) -> bytes:
    return data + b"\0" * (-len(data) % _BLOCK)
