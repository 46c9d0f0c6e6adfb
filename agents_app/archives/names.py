"""Names of entries: which are safe to read, each by itself and beside the others."""

from __future__ import annotations

import re
import unicodedata

from agents_app.archives.limits import LIMITS, Limits
from agents_app.archives.refusal import BadArchive, TooBig

LONGEST_PART = 255  # bytes that file systems give to one name
_DRIVE = re.compile(r"[A-Za-z]:")
_UNSEEN = frozenset("Cc Cf Cs Zl Zp".split())


class Names:
    """The names of one archive, and the folders that they imply."""

    def __init__(self, limits: Limits = LIMITS) -> None:
        self._limits = limits
        self._files: dict[str, str] = {}  # folded path → path
        self._folders: dict[str, str] = {}

    def admit(self, written: str, *, is_folder: bool = False) -> str:
        """Return the path of an entry; raises BadArchive for one that is unsafe or taken."""
        path = checked_path(written, is_folder=is_folder, limits=self._limits)
        folded, above = fold(path), _above(fold(path))
        if not is_folder and self._files.get(folded) == path:
            raise BadArchive("duplicate_entry", "The archive has this name twice.", entry=path)
        rivals = [self._files.get(place) for place in (folded, *above)]
        rivals += [] if is_folder else [self._folders.get(folded)]
        if rival := next((rival for rival in rivals if rival is not None), None):
            message = f"On some systems this is the same place as {rival!r}."
            raise BadArchive("colliding_names", message, entry=path)
        for place in above:
            self._folders.setdefault(place, place)
        (self._folders if is_folder else self._files)[folded] = path
        return path


def checked_path(written: str, *, is_folder: bool = False, limits: Limits = LIMITS) -> str:
    """Return a relative path with ``/``, or refuse the name; a leading ``./`` goes."""
    _refuse_roots_and_odd_signs(written)
    path = written.removeprefix("./")
    if is_folder:
        path = path.removesuffix("/")
        if path in ("", "."):  # the root itself, as ``tar -C folder .`` names it
            return "."
    parts = path.split("/")
    if ".." in parts:
        raise BadArchive("path_escapes", "The name leads out of the archive.", entry=written)
    if not all(part.strip(" .") for part in parts):
        raise BadArchive("bad_name", "A part of the name is empty.", entry=written)
    if len(parts) - 1 > limits.depth:
        raise TooBig("too_deep", f"Over {limits.depth} folders lie above it.", entry=written)
    if len(path.encode()) > limits.name or any(len(part.encode()) > LONGEST_PART for part in parts):
        message = f"{LONGEST_PART} bytes for a part and {limits.name} for the whole are allowed."
        raise TooBig("name_too_long", message, entry=written)
    return path


def decoded_name(written: bytes) -> str:
    """Return a name as text; whoever guesses an encoding guesses another name than we do."""
    try:
        return written.decode("utf-8")
    except UnicodeDecodeError:
        shown = written.decode("utf-8", "backslashreplace")
        raise BadArchive("name_not_utf8", "The name is not UTF-8.", entry=shown) from None


def fold(path: str) -> str:
    """Return a form in which two paths are equal that any common file system takes for one."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFKC", path).casefold())


def _above(path: str) -> list[str]:
    """Return the folders above a path, the nearest last."""
    parts = path.split("/")
    return ["/".join(parts[:depth]) for depth in range(1, len(parts))]


def _refuse_roots_and_odd_signs(written: str) -> None:
    if "\\" in written:
        raise BadArchive("backslash", "Folders are separated by '/' only.", entry=written)
    if any(unicodedata.category(sign) in _UNSEEN for sign in written):
        raise BadArchive("bad_name", "The name holds a character that is not seen.", entry=written)
    if written.startswith("/"):
        raise BadArchive("absolute_path", "The name begins at a root.", entry=written)
    if _DRIVE.match(written):
        raise BadArchive("drive_letter", "The name begins with a drive.", entry=written)
