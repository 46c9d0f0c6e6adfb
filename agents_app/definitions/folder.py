"""A folder of definitions: which files it holds, where each belongs, what all of them name."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Protocol

from agents_app.definitions.definition import read_heading
from agents_app.definitions.refusal import Refusal
from agents_app.definitions.source import MAX_BYTES

# Folders that say where agents lie, not what they are about.
_NOT_A_CATEGORY = frozenset("agents agent categories plugins chatmodes components src".split())
_NUMBERED = re.compile(r"^\d+[-_. ]+")


class DefinitionFile(Protocol):
    """A file that may hold a definition, wherever it is; ``path`` is its place, with ``/``."""

    @property
    def path(self) -> str:
        """Return its place in the collection, ``""`` where it has none."""

    @property
    def is_link(self) -> bool:
        """Return whether it only points at another."""

    def read(self) -> bytes:
        """Return the bytes. Raises Refusal."""


@dataclass(frozen=True, slots=True)
class LooseFile:
    """A file that was sent to us: it is nowhere but in memory."""

    path: str
    data: bytes
    is_link: bool = False

    def read(self) -> bytes:
        """Return the bytes."""
        return self.data


@dataclass(frozen=True, slots=True)
class FolderFile:
    """A Markdown file (or a link) below a root; ``path`` is relative to it, with ``/``."""

    root: Path
    path: str
    is_link: bool = False

    def read(self) -> bytes:
        """Return the bytes, without following a link. Raises Refusal: unreadable, too_large."""
        place = self.root / self.path
        try:
            descriptor = os.open(place, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
            with os.fdopen(descriptor, "rb") as file:
                about = os.fstat(descriptor)
                if not stat.S_ISREG(about.st_mode):
                    raise Refusal("unreadable", "This is not a regular file.")
                if about.st_size > MAX_BYTES:
                    raise Refusal(
                        "too_large",
                        f"The file has {about.st_size:,} bytes; {MAX_BYTES:,} are allowed.",
                    )
                return file.read(MAX_BYTES + 1)
        except OSError as error:
            raise Refusal("unreadable", f"The file can't be read: {error.strerror}.") from None


def find_files(root: Path) -> list[FolderFile]:
    """Return the Markdown files below a folder (or the one file), sorted by path.

    Dot folders are searched too; symbolic links are listed as such and never followed.
    """
    if not root.is_dir():
        return [FolderFile(root.parent, root.name)]
    return [FolderFile(root, path, is_link) for path, is_link in sorted(_walk(root))]


def _walk(root: Path) -> Iterator[tuple[str, bool]]:
    for folder, folders, files in os.walk(root):
        inside = Path(folder).relative_to(root)
        folders[:] = [name for name in folders if name != ".git"]
        linked = {name for name in folders if (Path(folder) / name).is_symlink()}
        yield from (((inside / name).as_posix(), True) for name in linked)
        for name in files:
            if name.lower().endswith(".md"):
                yield (inside / name).as_posix(), (Path(folder) / name).is_symlink()


def category_of(path: str) -> str:
    """Return the nearest folder's name that says what the agent is about, ``""`` for none.

    ``categories/01-core-development/x.md`` → ``core-development``; ``agents/x.md`` → ``""``.
    """
    for part in reversed(PurePosixPath(path).parts[:-1]):
        name = _NUMBERED.sub("", part)
        if not part.startswith(".") and name.lower() not in _NOT_A_CATEGORY:
            return name[:100]
    return ""


@dataclass(slots=True)
class Survey:
    """What a set of files names: read first, so that each can be judged beside the others.

    names: folded name → path of the first file with it. skeletons: skeleton → first name with it.
    servers: MCP servers of which a tool is named in full.
    """

    names: dict[str, str] = field(default_factory=dict)
    skeletons: dict[str, str] = field(default_factory=dict)
    servers: set[str] = field(default_factory=set)


def survey(files: Iterable[DefinitionFile]) -> Survey:
    """Read the front matter of every file; what is refused names nothing."""
    found = Survey()
    for file in (file for file in files if not file.is_link):
        try:
            heading = read_heading(file.read(), path=file.path)
        except Refusal:
            continue
        found.names.setdefault(heading.name, file.path)
        found.skeletons.setdefault(heading.skeleton, heading.name)
        found.servers |= heading.access.servers
    return found
