"""An export: which files go into a bundle under which names, and then their bytes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet

from agents_app.archives import Entry, SafePaths

if TYPE_CHECKING:
    from agents_app.querysets.agents import AgentQuerySet

MANIFEST = "manifest.json"
VERSION = 1  # of the manifest's shape
_FILES_AT_ONCE = 50
_BYTES_AT_ONCE = 4 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class ExportedFile:
    """One file of an export; ``path`` is the agent's own place, ``file`` that in the bundle.

    They differ where the place would not be safe to unpack everywhere.
    """

    file: str
    key: str
    collection: str
    path: str
    digest: str
    size: int


@dataclass(frozen=True, slots=True)
class Export:
    """What a bundle holds, as it was at one moment; ``revisions`` are the ids of its texts."""

    agents: tuple[ExportedFile, ...]
    revisions: tuple[int, ...]
    version: int = VERSION

    @property
    def size(self) -> int:
        """Return how many bytes the files have."""
        return sum(agent.size for agent in self.agents)

    def manifest(self) -> bytes:
        """Return the list of files as JSON; it follows from the files alone."""
        told = {"version": self.version, "agents": [asdict(agent) for agent in self.agents]}
        return json.dumps(told, ensure_ascii=False, indent=1).encode() + b"\n"

    def entries(self, revisions: QuerySet[Any]) -> Iterator[Entry]:
        """Yield the manifest, then each file; texts never change, so later reads fit the list."""
        yield Entry(MANIFEST, self.manifest())
        for start, end in self._pieces():
            ids = self.revisions[start:end]
            found = dict(revisions.filter(pk__in=ids).values_list("pk", "content"))
            for agent, revision in zip(self.agents[start:end], ids, strict=True):
                yield Entry(agent.file, bytes(found[revision]))

    def _pieces(self) -> Iterator[tuple[int, int]]:
        start = size = 0
        for at, agent in enumerate(self.agents):
            if at - start == _FILES_AT_ONCE or (at > start and size + agent.size > _BYTES_AT_ONCE):
                yield start, at
                start, size = at, 0
            size += agent.size
        if start < len(self.agents):
            yield start, len(self.agents)


def export_of(agents: AgentQuerySet, *, apart: bool) -> Export:
    """Return the export of some agents, by key, in one query.

    apart: a folder for each collection; else all in one tree, as a collection has it.
    """
    rows = agents.order_by("key").values_list(
        "key",
        "collection__slug",
        "path",
        "revision__digest",
        "revision__size",
        "revision",
    )
    places = SafePaths(MANIFEST)
    files, revisions = [], []
    for key, slug, path, digest, size, revision in rows:
        file = places.give(f"{slug}/{path}" if apart else path)
        files.append(ExportedFile(file, key, slug, path, digest, size))
        revisions.append(revision)
    return Export(tuple(files), tuple(revisions))
