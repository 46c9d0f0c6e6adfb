"""Where a file may stand in its collection's tree: below its root, under a name that all keep."""

from __future__ import annotations

import re

MOST_CHARACTERS = 500
MOST_FOLDERS = 20
_PART = re.compile(
    r"[^\s./\\:*?\"<>|](?:[^/\\:*?\"<>|]{0,198}[^\s./\\:*?\"<>|])?|\.claude|\.github"
)
# What Windows takes for a device, whatever ending follows.
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?", re.I)


def why_unsafe(path: str) -> str | None:
    """Return why a path can't be taken, as a sentence; None for one that can.

    Safe is ``folders/name.md``: relative, with ``/``, no ``..``, no character or name that some
    file system reads as something else, at most 500 characters and 20 folders.
    """
    parts = path.split("/")
    if len(path) > MOST_CHARACTERS or len(parts) > MOST_FOLDERS + 1:
        return f"A path has at most {MOST_CHARACTERS} characters and {MOST_FOLDERS} folders."
    if not path.isprintable():
        return "A path holds a character that can't be seen."
    if not path.lower().endswith(".md"):
        return "A path ends with the file's name, and that with '.md'."
    if any(not _PART.fullmatch(part) or _DEVICES.fullmatch(part) for part in parts):
        return (
            "A path is relative, as in 'team/reader.md'; no '..', no blanks at the ends of names."
        )
    return None
