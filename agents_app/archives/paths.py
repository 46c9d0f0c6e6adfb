"""Paths that any system can hold: where a file goes in an archive of ours."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

from agents_app.archives.limits import LIMITS
from agents_app.archives.names import LONGEST_PART, fold

_REFUSED = re.compile(r'[<>:"|?*\\]')  # by Windows, where the rest of the world allows them
_RESERVED = frozenset(
    ["con", "prn", "aux", "nul", "conin$", "conout$"]
    + [f"{port}{digit}" for port in ("com", "lpt") for digit in "0123456789¹²³"]
)
_UNSEEN = frozenset("Cc Cf Cs Zl Zp".split())
_ROOM = 16  # bytes kept free in a part for ``~2`` and for ``_``


class SafePaths:
    """Gives each file a path of its own: the wanted one where it is safe, else the nearest.

    The same wishes in the same order get the same paths.
    """

    def __init__(self, *taken: str) -> None:
        self._files = {fold(path) for path in taken}
        self._folders: set[str] = set()
        self._times: Counter[str] = Counter()

    def give(self, wanted: str) -> str:
        """Return a path that is safe to unpack anywhere, and no other file's place."""
        parts = [_safe(part) for part in wanted.split("/") if part not in ("", ".", "..")]
        *folders, name = parts[-1 - LIMITS.depth :] or ["_"]
        if len("/".join(folders).encode()) + LONGEST_PART + 1 > LIMITS.name:
            folders = []
        path = self._free("/".join((*folders, name)))
        self._files.add(fold(path))
        self._folders.update(_above(fold(path)))
        return path

    def _free(self, path: str) -> str:
        """Return the path, or the first of ``x~2.md``, ``x~3.md``, … that is free."""
        folders, slash, name = path.rpartition("/")
        if any(place in self._files for place in _above(fold(path))):
            # A file stands where this one wants a folder.
            folders = folders.replace("/", "~")
            return self._free(f"{folders}~{name}"[-LONGEST_PART + _ROOM :])
        stem, dot, ending = name.rpartition(".")
        first, base = path, fold(path)
        while fold(path) in self._files or fold(path) in self._folders:
            self._times[base] += 1
            mark = f"~{self._times[base] + 1}"
            path = f"{folders}{slash}{stem}{mark}{dot}{ending}" if dot else f"{first}{mark}"
        return path


def _safe(part: str) -> str:
    """Return one part of a path without what some system can't have in a name."""
    seen = (
        "_" if unicodedata.category(sign) in _UNSEEN else sign
        for sign in unicodedata.normalize("NFC", part)
    )
    name = _REFUSED.sub("_", "".join(seen))
    name = _cut(name).strip(" ")
    if name != name.rstrip(" ."):
        name = name.rstrip(" .") + "_"
    stem = name.partition(".")[0].rstrip(" ").lower()
    return f"_{name}" if not name or stem in _RESERVED else name


def _cut(name: str) -> str:
    """Shorten a name to what file systems hold, its ending kept."""
    most = LONGEST_PART - _ROOM
    if len(name.encode()) <= most:
        return name
    ending = name[name.rfind(".") :] if "." in name[-8:] else ""
    room = most - len(ending.encode())
    return name.encode()[:room].decode("utf-8", "ignore") + ending


def _above(path: str) -> list[str]:
    parts = path.split("/")
    return ["/".join(parts[:depth]) for depth in range(1, len(parts))]
