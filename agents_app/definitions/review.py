"""Review files: lint each beside the others of its folder, without a registry."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from agents_app.definitions.definition import Definition, read_definition
from agents_app.definitions.folder import Survey, find_files, survey
from agents_app.definitions.lint import Finding, Surroundings, lint
from agents_app.definitions.refusal import Refusal


@dataclass(frozen=True, slots=True)
class Review:
    """What was found in one file, or the code and message with which it was refused."""

    path: str
    code: str | None = None
    message: str = ""
    findings: tuple[Finding, ...] = ()


def review_files(root: Path) -> Iterator[Review]:
    """Review a file, or every definition below a folder.

    Documentation in a folder (no front matter) is passed over. A file reviewed alone has
    neighbours that nobody told us of, so nothing dangles then.
    """
    is_folder = root.is_dir()
    files = [file for file in find_files(root) if not file.is_link]
    surveyed = survey(files)
    everybody = Surroundings(names=frozenset(surveyed.names), servers=frozenset(surveyed.servers))
    for file in files:
        try:
            definition = read_definition(file.read(), path=file.path)
        except Refusal as refusal:
            if refusal.code != "no_front_matter" or not is_folder:
                yield Review(file.path, refusal.code, str(refusal))
            continue
        around = _around(definition, surveyed, everybody) if is_folder else Surroundings()
        yield Review(file.path, findings=lint(definition, around))


def _around(definition: Definition, surveyed: Survey, everybody: Surroundings) -> Surroundings:
    first = surveyed.names.get(definition.name, definition.path)
    twin = surveyed.skeletons.get(definition.skeleton, definition.name)
    return replace(
        everybody,
        skeletons={} if twin == definition.name else {definition.skeleton: twin},
        duplicate_of=None if first == definition.path else first,
    )
