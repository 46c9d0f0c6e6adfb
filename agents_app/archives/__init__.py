"""Archives: read with suspicion and never to a disk, written alike everywhere. Knows no Django.

    from agents_app.archives import Archive, kind_of, write_zip

    for entry in Archive(data, kind_of(data) or "zip"): print(entry.path, len(entry.data))

Reading raises nothing but ``BadArchive`` and, where it is too much, its kind ``TooBig``.
"""

from agents_app.archives.archive import KINDS, Archive, kind_of
from agents_app.archives.entry import Entry
from agents_app.archives.limits import LIMITS, Limits
from agents_app.archives.markdown import MarkdownFiles
from agents_app.archives.paths import SafePaths
from agents_app.archives.refusal import BadArchive, TooBig
from agents_app.archives.writing import sum_up, write_tar_gz, write_zip

__all__ = [
    "KINDS",
    "LIMITS",
    "Archive",
    "BadArchive",
    "Entry",
    "Limits",
    "MarkdownFiles",
    "SafePaths",
    "TooBig",
    "kind_of",
    "sum_up",
    "write_tar_gz",
    "write_zip",
]
