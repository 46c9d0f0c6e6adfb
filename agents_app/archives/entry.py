"""What comes out of an archive: files, by a path that is safe anywhere."""

from __future__ import annotations

from dataclasses import dataclass

from agents_app.archives.limits import Limits
from agents_app.archives.names import Names
from agents_app.archives.refusal import BadArchive, TooBig

# How other archives begin, and where: one inside another could be of any size again.
_NESTED = (
    (0, b"PK\x03\x04"),
    (0, b"PK\x05\x06"),
    (0, b"\x1f\x8b"),
    (0, b"BZh"),
    (0, b"\xfd7zXZ\0"),
    (0, b"7z\xbc\xaf\x27\x1c"),
    (0, b"Rar!\x1a\x07"),
    (0, b"\x28\xb5\x2f\xfd"),
    (257, b"ustar"),
)
_ENDINGS = tuple(
    ".zip .tar .gz .tgz .bz2 .tbz .tbz2 .xz .txz .lzma .7z .rar .zst .jar .whl .egg".split()
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One regular file: its path with ``/``, relative and checked, and its bytes."""

    path: str
    data: bytes


class Ledger:
    """Counts what comes out of one archive, and refuses the entry that is one too many."""

    def __init__(self, limits: Limits, packed: int) -> None:
        """packed: bytes of the whole archive."""
        self.limits = limits
        self.packed = packed
        self.unpacked = 0
        self.entries = 0
        self.names = Names(limits)

    def admit(self, written: str, size: int, *, is_folder: bool = False) -> str:
        """Check an entry's name and claimed size before it is read; return its path."""
        self.entries += 1
        if self.entries > self.limits.entries:
            most = self.limits.entries
            raise TooBig("too_many_entries", f"The archive has over {most:,} entries.")
        path = self.names.admit(written, is_folder=is_folder)
        if size > self.limits.entry:
            most = self.limits.entry
            raise TooBig("entry_too_large", f"{most:,} bytes are allowed in one file.", entry=path)
        if is_folder and size:
            raise BadArchive("bad_entry", "A folder can't have bytes of its own.", entry=path)
        return path

    def count(self, path: str, size: int) -> None:
        """Count bytes that came out, for all of the archive."""
        self.unpacked += size
        if self.unpacked > self.limits.unpacked:
            most = self.limits.unpacked
            raise TooBig("unpacked_too_large", f"Over {most:,} bytes come out.", entry=path)
        if self.limits.swells(self.packed, self.unpacked):
            message = f"Over {self.limits.ratio} bytes come out for each of the archive."
            raise TooBig("packed_too_well", message, entry=path)

    def file(self, path: str, data: bytes) -> Entry:
        """Return a file that was read, unless it is an archive itself."""
        is_one = any(data.startswith(magic, at) for at, magic in _NESTED)
        if is_one or path.lower().endswith(_ENDINGS):
            raise BadArchive(
                "nested_archive", "An archive inside an archive is not opened.", entry=path
            )
        return Entry(path, data)
