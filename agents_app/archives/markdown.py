"""The definitions that an archive may hold: its Markdown files, as an import reads them."""

from __future__ import annotations

from collections.abc import Iterator

from agents_app.archives.archive import Archive
from agents_app.definitions.folder import LooseFile

# What a Mac packs beside each file: its attributes, under a name that looks like the file's.
_SHADOWS = "__MACOSX/"


class MarkdownFiles:
    """The Markdown files of an archive; each pass reads the archive anew, and all of it."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive

    def __iter__(self) -> Iterator[LooseFile]:
        for entry in self._archive:
            if entry.path.lower().endswith(".md") and not entry.path.startswith(_SHADOWS):
                yield LooseFile(entry.path, entry.data)
