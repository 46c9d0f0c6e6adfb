"""Pax records: what a tar says beside its headers. A name is heeded, a few are let be."""

from __future__ import annotations

from agents_app.archives.names import decoded_name
from agents_app.archives.refusal import BadArchive

# Of no consequence here: times, owners, and what systems remember of their own files.
_LET_BE = frozenset(
    "atime ctime mtime uid gid uname gname comment charset "
    "SCHILY.dev SCHILY.ino SCHILY.nlink SCHILY.fflags SCHILY.filetype".split()
)
_LET_BE_BELOW = ("LIBARCHIVE.", "SCHILY.acl.", "SCHILY.xattr.")
_MOST_DIGITS = 6


def read_pax(data: bytes, *, is_global: bool) -> str | None:
    """Return the name that the records give to the next entry, None where they give none.

    Raises BadArchive ``pax_override`` for a record that would change what an entry is: its size,
    where it points, its holes, or the names of all entries at once.
    """
    found: dict[str, bytes] = {}
    at = 0
    while at < len(data):
        key, value, at = _record(data, at)
        if key in found:
            raise BadArchive("pax_override", f"The pax record {key!r} is given twice.")
        if not (key in _LET_BE or key.startswith(_LET_BE_BELOW) or _names(key, is_global)):
            code = "sparse" if key.startswith(("GNU.sparse", "SCHILY.real")) else "pax_override"
            raise BadArchive(code, f"The pax record {key[:40]!r} is not heeded.")
        found[key] = value
    return decoded_name(found["path"]) if "path" in found else None


def _names(key: str, is_global: bool) -> bool:
    return key == "path" and not is_global


def _record(data: bytes, at: int) -> tuple[str, bytes, int]:
    """Read one ``length key=value`` line; return the key, the value and where the next begins."""
    digits, blank, _ = data[at : at + _MOST_DIGITS + 1].partition(b" ")
    length = int(digits) if blank and digits.isdigit() else 0
    record = data[at : at + length]
    key, equals, value = record[len(digits) + 1 : -1].partition(b"=")
    if not record.endswith(b"\n") or len(record) < length or not (key and equals):
        raise BadArchive("damaged", "The pax records are damaged.")
    return decoded_name(key), value, at + length
