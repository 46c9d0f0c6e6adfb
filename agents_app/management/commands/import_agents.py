"""Import definitions from a file, a folder or an archive."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from agents_app.actions.import_files import import_files
from agents_app.actions.import_outcome import MODES, OUTCOMES
from agents_app.actor import SYSTEM
from agents_app.archives import LIMITS, Archive, MarkdownFiles, kind_of
from agents_app.definitions import DefinitionFile, find_files
from agents_app.errors import Refusal
from agents_app.management.report import Report
from agents_app.models.collection import DEFAULT_SLUG

_ABOUT = ("title", "source_url", "licence")


class Command(BaseCommand):
    """Read every Markdown file at PATH, store those that are definitions, say what became."""

    help = "Import agent definitions from a file, a folder or an archive into a collection."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare what may be said."""
        parser.add_argument("path", type=Path, help="a file, a folder, a zip or a tar")
        parser.add_argument("--collection", default=DEFAULT_SLUG, metavar="SLUG")
        parser.add_argument("--title", help="the collection's title")
        parser.add_argument("--source-url", help="where the collection comes from")
        parser.add_argument("--licence", help="the collection's licence, e.g. MIT")
        parser.add_argument("--author", default="", help="who the revisions are by")
        parser.add_argument("--mode", choices=MODES, default=MODES[0], help="default: %(default)s")
        parser.add_argument("--strict", action="store_true", help="all files or none")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen, only")
        parser.add_argument("--report", type=Path, metavar="FILE.jsonl", help="a row per file")

    def handle(self, *args: Any, path: Path, **options: Any) -> None:
        """Open the door."""
        if not path.exists():
            raise CommandError(f"There is no {path}.")
        root = path.resolve()
        about = {name: options[name] for name in _ABOUT if options[name] is not None}
        try:
            files = _files(root)
            total = len(files) if isinstance(files, list) else None
            with Report(options["report"], files=total, to=self.stderr) as report:
                done = import_files(
                    options["collection"],
                    files,
                    about=about,
                    by=SYSTEM.named(options["author"]),
                    mode=options["mode"],
                    strict=options["strict"],
                    dry_run=options["dry_run"],
                    relocate=total is None or root.is_dir(),
                    tell=report.add,
                )
        except Refusal as refusal:
            raise CommandError(str(refusal)) from None
        would = "Would import" if options["dry_run"] else "Imported"
        said = ", ".join(f"{done.counts[word]} {word}" for word in OUTCOMES)
        count = sum(done.counts.values()) - done.counts["retired"]
        self.stdout.write(f"{would} {count} files into {options['collection']}: {said}.")


def _files(root: Path) -> Iterable[DefinitionFile]:
    """Return the Markdown files of an archive, else those of a folder or the one file."""
    if not root.is_file():
        return find_files(root)
    with root.open("rb") as file:
        start = file.read(512)
        kind = kind_of(start)
        if kind is None:
            return find_files(root)
        data = start + file.read(LIMITS.packed)
    return MarkdownFiles(Archive(data, kind))
