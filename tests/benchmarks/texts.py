"""Real definitions, renamed and rewired, as many as a benchmark wants.

They are those of the corpus beside the project where it is, else those of the shipped library.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from agents_app.definitions import Refusal, find_files, read_heading

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT.parent / "shared" / "corpus"
LIBRARY = ROOT / "fixtures" / "library"
LONGEST_NAME = 50  # leaves room for the number that makes it another
GROUPS = 20  # folders, which become categories
_COMPOUND = re.compile(rb"(?<![\w./-])[A-Za-z0-9]+(?:[-.][A-Za-z0-9]+)+(?![\w-])")


def folders() -> list[Path]:
    """Return the folders that each hold a collection of real files."""
    found = [path for path in CORPUS.iterdir() if path.is_dir()] if CORPUS.is_dir() else []
    return found or [LIBRARY]


@cache
def originals() -> Mapping[str, tuple[str, bytes]]:
    """Return the title and the bytes of each readable file by its name; the first has it."""
    found: dict[str, tuple[str, bytes]] = {}
    for folder in folders():
        for file in find_files(folder):
            try:
                heading = read_heading(data := file.read(), path=file.path)
            except Refusal:
                continue
            if len(heading.name) <= LONGEST_NAME:
                found.setdefault(heading.name, (heading.title, data))
    return found


def texts(count: int) -> Iterator[tuple[str, bytes]]:
    """Yield paths and texts: the files, then each of them once more as another agent, and so on.

    In the n-th round all are called ``name-n``, and name each other so: the graph of one round
    has the shape of the real one. Only names of several words are told from prose.
    """
    files = list(originals().values())
    for number in range(count):
        again, place = divmod(number, len(files))
        title, data = files[place]
        yield f"{number % GROUPS:02}-group/{number}.md", _renamed(data, title, again)


def write_texts(folder: Path, count: int) -> int:
    """Write so many texts below a folder; return their bytes."""
    size = 0
    for path, data in texts(count):
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        size += place.write_bytes(data)
    return size


def rewired(text: bytes, again: int) -> bytes:
    """Let a text speak of the agents of the n-th round."""

    def other(match: re.Match[bytes]) -> bytes:
        word = match[0]
        return b"%s-%d" % (word, again) if word.decode().lower() in originals() else word

    return _COMPOUND.sub(other, text)


def _renamed(data: bytes, title: str, again: int) -> bytes:
    head, named, rest = data.partition(title.encode())
    return head + named + b"-%d" % again + rewired(rest, again) if again and named else data
