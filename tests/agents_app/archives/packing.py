"""Archives made by hand, header by header, so that each may lie in its own way."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass

TEXT = b"---\nname: reader\ndescription: Use when code must be read.\n---\n\nYou read code.\n"


@dataclass
class Zipped:
    """One entry of a zip; what is None follows from the others."""

    name: bytes = b"reader.md"
    data: bytes = TEXT
    method: int = 8
    flags: int = 0
    mode: int = 0o100644
    size: int | None = None
    packed: bytes | None = None
    checksum: int | None = None
    local_name: bytes | None = None
    local_size: int | None = None
    local_flags: int | None = None
    extra: bytes = b""
    comment: bytes = b""
    offset: int | None = None
    before: bytes = b""
    descriptor: bytes = b""
    disk: int = 0

    def content(self) -> bytes:
        """Return the bytes as they are packed."""
        if self.packed is not None:
            return self.packed
        return deflated(self.data) if self.method == 8 else self.data

    def sums(self) -> tuple[int, int, int]:
        """Return checksum, packed size and size as they are said."""
        checksum = zlib.crc32(self.data) if self.checksum is None else self.checksum
        return checksum, len(self.content()), len(self.data) if self.size is None else self.size


def deflated(data: bytes) -> bytes:
    """Return raw deflate."""
    packer = zlib.compressobj(9, wbits=-15)
    return packer.compress(data) + packer.flush()


def zipped(
    *entries: Zipped,
    comment: bytes = b"",
    front: bytes = b"",
    behind: bytes = b"",
    gap: bytes = b"",
    count: int | None = None,
    list_offset: int | None = None,
    disk: int = 0,
) -> bytes:
    """Return a zip of these entries; ``front``, ``gap`` and ``behind`` are what hides in it."""
    body, listed = bytearray(front), b""
    for each in entries:
        body += each.before
        at = len(body) - len(front) if each.offset is None else each.offset
        checksum, packed, size = each.sums()
        name = each.name if each.local_name is None else each.local_name
        flags = each.flags if each.local_flags is None else each.local_flags
        said = size if each.local_size is None else each.local_size
        later = bool(each.descriptor)
        here = (0, 0, 0) if later else (checksum, packed, said)
        body += struct.pack(
            "<4s5H3I2H", b"PK\3\4", 20, flags, each.method, 0, 33, *here, len(name), 0
        )
        body += name + each.content() + each.descriptor
        lengths = (len(each.name), len(each.extra), len(each.comment))
        listed += struct.pack(
            "<4s6H3I5H2I",
            *(b"PK\1\2", 0x314, 20, each.flags, each.method, 0, 33, checksum, packed, size),
            *(*lengths, each.disk, 0, each.mode << 16, at),
        )
        listed += each.name + each.extra + each.comment
    body += gap
    count = len(entries) if count is None else count
    start = len(body) - len(front) if list_offset is None else list_offset
    end = struct.pack(
        "<4s4H2IH", b"PK\5\6", disk, disk, count, count, len(listed), start, len(comment)
    )
    return bytes(body) + listed + end + comment + behind


@dataclass
class Tarred:
    """One entry of a tar; ``kind`` is its type flag."""

    name: bytes = b"reader.md"
    data: bytes = TEXT
    kind: bytes = b"0"
    link: bytes = b""
    size: bytes | None = None
    checksum: bytes | None = None
    magic: bytes = b"ustar\00000"
    prefix: bytes = b""
    padding: bytes | None = None

    def packed(self) -> bytes:
        """Return the header and the blocks of its data."""
        size = b"%011o\0" % len(self.data) if self.size is None else self.size
        head = self.name.ljust(100, b"\0") + b"0000644\0" + b"0000000\0" * 2 + size + b"0" * 11
        tail = self.kind + self.link.ljust(100, b"\0") + self.magic.ljust(88, b"\0")
        tail += self.prefix.ljust(167, b"\0")
        total = sum(head + b"\0" + tail) + 8 * 32
        checksum = b"%06o\0 " % total if self.checksum is None else self.checksum
        room = -len(self.data) % 512
        padding = b"\0" * room if self.padding is None else self.padding.ljust(room, b"\0")
        return head + b"\0" + checksum + tail + self.data + padding


def tarred(*entries: Tarred, end: bytes = b"\0" * 1024) -> bytes:
    """Return a tar of these entries."""
    return b"".join(each.packed() for each in entries) + end


def pax(*records: tuple[str, str], kind: bytes = b"x") -> Tarred:
    """Return a header of pax records."""
    data = b""
    for key, value in records:
        rest = f" {key}={value}\n".encode()
        length = len(rest) + 1
        while length != len(rest) + len(str(length)):
            length = len(rest) + len(str(length))
        data += str(length).encode() + rest
    return Tarred(name=b"pax", data=data, kind=kind)
