"""Export agents as a tree of files, byte for byte as they came in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path, PurePosixPath

from agents_app.errors import Conflict
from agents_app.models import Agent


def export_collection(
    folder: Path, slug: str | None = None, *, tell: Callable[[str], None] = lambda path: None
) -> int:
    """Write the current text of every published agent below a folder; return how many.

    With a slug, that collection's tree; without, a folder per collection. Files that are there
    are replaced, others stay. Raises Conflict ``unsafe_path`` before anything is written.
    """
    agents = Agent.objects.published().order_by("key").select_related("collection", "revision")
    if slug is not None:
        agents = agents.in_collection(slug)
    count = 0
    for agent in agents.iterator(chunk_size=100):
        assert agent.revision is not None
        place = _place(folder if slug else folder / agent.collection.slug, agent)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(bytes(agent.revision.content))
        tell(agent.path)
        count += 1
    return count


def _place(folder: Path, agent: Agent) -> Path:
    """Join the agent's path to the folder, and make sure that it stays below it."""
    parts = PurePosixPath(agent.path).parts
    place = folder.joinpath(*parts)
    if ".." in parts or not place.resolve().is_relative_to(folder.resolve()):
        raise Conflict("unsafe_path", f"{agent.key!r} would be written outside {folder}.")
    return place
