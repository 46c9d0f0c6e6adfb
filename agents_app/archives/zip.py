"""Read a zip: every byte of it accounted for, every claim made twice compared.

Written here rather than left to ``zipfile``, which believes the list at the end and lets entries
overlap, hide between each other, or stand before and behind the archive.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

from agents_app.archives.entry import Entry, Ledger
from agents_app.archives.refusal import BadArchive, TooBig
from agents_app.archives.zip_records import Listed, read_listed

_END = struct.Struct("<4s4H2IH")
_LOCAL = struct.Struct("<4s5H3I2H")
_DESCRIPTOR = struct.Struct("<3I")
_MOST_COMMENT = 256  # git puts the commit's name there
_STORED = 0


def read_zip(data: bytes, ledger: Ledger) -> Iterator[Entry]:
    """Yield each regular file in the order of the list; raises BadArchive for any oddity."""
    listed = _listed(data, ledger)
    places = _places(data, listed)
    for each in listed:
        path = ledger.admit(each.name, each.size, is_folder=each.is_folder)
        ledger.count(path, each.size)
        content = _content(data, each, places[each.offset], path)
        if not each.is_folder:
            yield ledger.file(path, content)


def _listed(data: bytes, ledger: Ledger) -> list[Listed]:
    """Read the list at the end."""
    end = _end(data)
    _, disk, its_disk, here, count, size, offset, _ = _END.unpack_from(data, end)
    if 0xFFFF in (disk, its_disk, here, count) or 0xFFFFFFFF in (size, offset):
        raise BadArchive("zip64", "Zip64 is for larger archives than are taken; write it without.")
    if data[max(end - 20, 0) : end].startswith(b"PK\x06\x07"):
        raise BadArchive("zip64", "Zip64 is for larger archives than are taken; write it without.")
    if disk or its_disk or here != count:
        raise BadArchive("damaged", "The zip is one part of several.")
    if count > ledger.limits.entries:
        most = ledger.limits.entries
        raise TooBig("too_many_entries", f"The archive has over {most:,} entries.")
    if offset + size != end:
        raise BadArchive("hidden_data", "The list of the zip is not where it should be.")
    if not data.startswith(b"PK\x03\x04" if count else b"PK\x05\x06"):
        raise BadArchive("hidden_data", "Something stands before the zip.")
    listed = list(read_listed(data[offset:end], count))
    for each in listed:
        if each.offset >= max(offset, 1):
            raise BadArchive("damaged", "The entry lies outside the zip.", entry=each.name)
    return listed


def _end(data: bytes) -> int:
    """Return where the record at the end begins."""
    for comment in range(_MOST_COMMENT + 1):
        at = len(data) - _END.size - comment
        if at < 0:
            break
        if data.startswith(b"PK\x05\x06", at) and _END.unpack_from(data, at)[7] == comment:
            if b"PK" in data[at + 4 :]:
                raise BadArchive("zip_comment", "The comment holds parts of another zip.")
            return at
    at = data.rfind(b"PK\x05\x06")
    if at < 0 or at + _END.size > len(data):
        truncated = data.startswith(b"PK")
        raise BadArchive(
            "truncated" if truncated else "damaged", "This is no zip, or only the front of one."
        )
    if at + _END.size + _END.unpack_from(data, at)[7] == len(data):
        raise BadArchive("zip_comment", f"The comment has over {_MOST_COMMENT} bytes.")
    raise BadArchive("trailing_data", "Something stands behind the end of the zip.")


def _places(data: bytes, listed: list[Listed]) -> dict[int, int]:
    """Return where the bytes of each entry begin, by its offset; they must touch each other."""
    places: dict[int, int] = {}
    expected = 0
    for each in sorted(listed, key=lambda each: each.offset):
        if each.offset < expected:
            raise BadArchive("overlapping_entries", "Two entries share bytes.", entry=each.name)
        if each.offset > expected:
            raise BadArchive("hidden_data", "Something stands before it.", entry=each.name)
        places[each.offset] = start = _start(data, each)
        expected = start + each.packed + _descriptor(data, each, start + each.packed)
    list_at = _END.unpack_from(data, _end(data))[6]
    if expected != list_at:
        code = "overlapping_entries" if expected > list_at else "hidden_data"
        raise BadArchive(code, "The last entry does not end where the list begins.")
    return places


def _start(data: bytes, listed: Listed) -> int:
    """Compare an entry's own header with the list; return where its bytes begin."""
    if not data.startswith(b"PK\x03\x04", listed.offset) or listed.offset + 30 > len(data):
        raise BadArchive("damaged", "No entry stands where the list says.", entry=listed.name)
    record: tuple[int, ...] = _LOCAL.unpack_from(data, listed.offset)
    flags, method, sums, name, extra = record[2], record[3], record[6:9], record[9], record[10]
    start = listed.offset + _LOCAL.size
    if (flags, method) != (listed.flags, listed.method):
        raise BadArchive("header_mismatch", "Its header and the list differ.", entry=listed.name)
    if data[start : start + name] != listed.written:
        raise BadArchive(
            "header_mismatch", "It has one name here, another in the list.", entry=listed.name
        )
    is_later = listed.has_descriptor and not any(sums)
    if 0xFFFFFFFF in sums:
        raise BadArchive("zip64", "The entry is written as Zip64.", entry=listed.name)
    if not is_later and sums != listed.sums:
        raise BadArchive("size_mismatch", "Its header and the list differ.", entry=listed.name)
    return start + name + extra


def _descriptor(data: bytes, listed: Listed, at: int) -> int:
    """Return the length of what stands behind an entry that was written as a stream."""
    if not listed.has_descriptor:
        return 0
    for mark in (b"PK\x07\x08", b""):
        end = at + len(mark) + _DESCRIPTOR.size
        if data.startswith(mark, at) and data[at + len(mark) : end] == _DESCRIPTOR.pack(
            *listed.sums
        ):
            return end - at
    raise BadArchive("size_mismatch", "What stands behind it differs.", entry=listed.name)


def _content(data: bytes, listed: Listed, start: int, path: str) -> bytes:
    """Return an entry's bytes: as many as it says, with the sum that it says."""
    packed = data[start : start + listed.packed]
    content = packed if listed.method == _STORED else _inflated(packed, listed.size, path)
    if len(content) != listed.size:
        raise BadArchive("size_mismatch", "It is not as long as it says.", entry=path)
    if zlib.crc32(content) != listed.checksum:
        raise BadArchive("bad_checksum", "Its checksum is wrong.", entry=path)
    return content


def _inflated(packed: bytes, size: int, path: str) -> bytes:
    inner = zlib.decompressobj(wbits=-zlib.MAX_WBITS)
    try:
        content = inner.decompress(packed, size + 1)
    except zlib.error:
        raise BadArchive("damaged", "It is damaged.", entry=path) from None
    if len(content) > size or inner.unconsumed_tail or inner.unused_data or not inner.eof:
        raise BadArchive("size_mismatch", "It is not as long as it says.", entry=path)
    return content
