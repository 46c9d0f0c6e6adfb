"""The list at the end of a zip: what each entry is said to be."""

from __future__ import annotations

import stat
import struct
from collections.abc import Iterator
from dataclasses import dataclass

from agents_app.archives.names import decoded_name
from agents_app.archives.refusal import BadArchive

_LISTED = struct.Struct("<4s6H3I5H2I")
_EXTRA = struct.Struct("<2H")
_METHODS = (0, 8)  # stored, deflate
_ENCRYPTED = 0x2041
_DESCRIPTOR = 0x0008
_KNOWN_FLAGS = 0x0800 | _DESCRIPTOR | 0x0006 | _ENCRYPTED
_MOST_COMMENT = 256
_ZIP64, _UNICODE_PATH, _AES = 0x0001, 0x7075, 0x9901


@dataclass(frozen=True, slots=True)
class Listed:
    """An entry as the list has it; ``written`` is its name in bytes."""

    name: str
    written: bytes
    flags: int
    method: int
    checksum: int
    packed: int
    size: int
    offset: int
    is_folder: bool

    @property
    def has_descriptor(self) -> bool:
        """Return whether the sums stand behind the bytes."""
        return bool(self.flags & _DESCRIPTOR)

    @property
    def sums(self) -> tuple[int, int, int]:
        """Return the three numbers that are said twice."""
        return self.checksum, self.packed, self.size


def read_listed(data: bytes, count: int) -> Iterator[Listed]:
    """Read so many entries; they must fill the list."""
    at = 0
    for _ in range(count):
        if not data.startswith(b"PK\x01\x02", at) or at + _LISTED.size > len(data):
            raise BadArchive("damaged", "The list of the zip is damaged.")
        record = _LISTED.unpack_from(data, at)
        name, extra, comment = record[10:13]
        behind = at + _LISTED.size
        at = behind + name + extra + comment
        if at > len(data):
            raise BadArchive("damaged", "The list of the zip is damaged.")
        written = data[behind : behind + name]
        listed = _listed(record, written)
        if comment > _MOST_COMMENT:
            message = f"Its comment has over {_MOST_COMMENT} bytes."
            raise BadArchive("zip_comment", message, entry=listed.name)
        _refuse_extra(data[behind + name : behind + name + extra], listed)
        yield listed
    if at != len(data):
        raise BadArchive("hidden_data", "The list of the zip holds more than its entries.")


def _listed(record: tuple[int, ...], written: bytes) -> Listed:
    flags, method = record[3], record[4]
    checksum, packed, size = record[7:10]
    disk, outside, offset = record[13], record[15], record[16]
    name = decoded_name(written)
    if flags & _ENCRYPTED:
        raise BadArchive("encrypted", "It is encrypted.", entry=name)
    if flags & ~_KNOWN_FLAGS or disk:
        raise BadArchive("unsupported_entry", "It uses what plain zips do without.", entry=name)
    if 0xFFFFFFFF in (packed, size, offset):
        raise BadArchive("zip64", "The entry is written as Zip64.", entry=name)
    if method not in _METHODS:
        raise BadArchive("unsupported_method", "Only stored and deflate are read.", entry=name)
    if method == 0 and packed != size:
        raise BadArchive("size_mismatch", "Stored, it has two sizes.", entry=name)
    is_folder = _is_folder(name, outside >> 16)
    return Listed(name, written, flags, method, checksum, packed, size, offset, is_folder)


def _is_folder(name: str, mode: int) -> bool:
    """Judge by the name and by the mode that Unix leaves in the upper half, if any."""
    kind = stat.S_IFMT(mode)
    if kind == stat.S_IFLNK:
        raise BadArchive("link", "Links are not followed: send the file itself.", entry=name)
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        raise BadArchive("device", "Devices and pipes are not taken.", entry=name)
    is_folder = name.endswith("/")
    if kind and is_folder != (kind == stat.S_IFDIR):
        raise BadArchive("bad_entry", "Its name and its mode differ.", entry=name)
    return is_folder


def _refuse_extra(extra: bytes, listed: Listed) -> None:
    """Refuse extra fields that would change the name, the sizes or the reading of an entry."""
    at = 0
    while at < len(extra):
        if at + _EXTRA.size > len(extra):
            raise BadArchive("damaged", "Its extra fields are damaged.", entry=listed.name)
        kind, size = _EXTRA.unpack_from(extra, at)
        value = extra[at + _EXTRA.size : at + _EXTRA.size + size]
        at += _EXTRA.size + size
        if at > len(extra):
            raise BadArchive("damaged", "Its extra fields are damaged.", entry=listed.name)
        if kind == _ZIP64:
            raise BadArchive("zip64", "The entry is written as Zip64.", entry=listed.name)
        if kind == _AES:
            raise BadArchive("encrypted", "It is encrypted.", entry=listed.name)
        if kind == _UNICODE_PATH and value[5:] != listed.written:
            raise BadArchive("header_mismatch", "It has a second name.", entry=listed.name)
