"""Lint definition files; needs no database."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from agents_app.definitions import (
    Finding,
    FolderFile,
    Refusal,
    Surroundings,
    find_files,
    lint,
    read_definition,
    survey,
)
from agents_app.definitions.folder import Survey

_GRAVITY = {"error": 3, "warning": 2, "info": 1}


@dataclass(slots=True)
class _Judged:
    """One file's result: its findings, or why it was refused."""

    path: str
    code: str | None = None
    message: str = ""
    findings: list[Finding] = field(default_factory=list)


class Command(BaseCommand):
    """Say what is wrong with each file, and fail where it is grave enough."""

    help = "Lint agent definitions. Exit status 1 if anything as grave as --fail-on is found."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare what may be said."""
        parser.add_argument("path", type=Path, help="a file or a folder")
        parser.add_argument("--json", action="store_true", help="a JSON row per file")
        parser.add_argument("--fail-on", choices=[*_GRAVITY, "never"], default="error")

    def handle(self, *args: Any, path: Path, **options: Any) -> None:
        """Open the door."""
        if not path.exists():
            raise CommandError(f"There is no {path}.")
        counts: Counter[str] = Counter()
        for judged in _judge(path.resolve()):
            counts["files"] += 1
            counts.update(finding.severity for finding in judged.findings)
            counts["refused"] += judged.code is not None
            self._show(judged, as_json=options["json"])
        if not options["json"]:
            said = ", ".join(f"{counts[word]} {word}" for word in ("refused", *_GRAVITY))
            self.stdout.write(f"Linted {counts['files']} files: {said}.")
        limit = _GRAVITY.get(options["fail_on"], 9)
        grave = sum(counts[word] for word, weight in _GRAVITY.items() if weight >= limit)
        if grave or (counts["refused"] and limit <= _GRAVITY["error"]):
            raise SystemExit(1)

    def _show(self, judged: _Judged, *, as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps(asdict(judged), ensure_ascii=False))
            return
        if judged.code:
            self.stdout.write(f"{judged.path}: refused: {judged.message}")
        for found in judged.findings:
            place = f"{judged.path}:{found.line}:{found.column}"
            self.stdout.write(f"{place}: {found.severity} {found.rule} {found.message}")


def _judge(root: Path) -> Iterator[_Judged]:
    """Lint each file beside the others of its folder; documentation there is passed over."""
    files = [file for file in find_files(root) if not file.is_link]
    surveyed = survey(files)
    for file in files:
        try:
            definition = read_definition(file.read(), path=file.path)
        except Refusal as refusal:
            if refusal.code != "no_front_matter" or not root.is_dir():
                yield _Judged(file.path, refusal.code, str(refusal))
            continue
        around = _around(file, definition.name, definition.skeleton, surveyed, root.is_dir())
        yield _Judged(file.path, findings=list(lint(definition, around)))


def _around(
    file: FolderFile, name: str, skeleton: str, surveyed: Survey, has_neighbours: bool
) -> Surroundings:
    """A file linted alone has neighbours that nobody told us of: nothing dangles then."""
    if not has_neighbours:
        return Surroundings()
    first, twin = surveyed.names.get(name, file.path), surveyed.skeletons.get(skeleton, name)
    return Surroundings(
        names=frozenset(surveyed.names),
        skeletons={} if twin == name else {skeleton: twin},
        duplicate_of=None if first == file.path else first,
        servers=frozenset(surveyed.servers),
    )
