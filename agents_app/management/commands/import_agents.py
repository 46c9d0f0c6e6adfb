"""Import definitions from a file or a folder."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any, get_args

from django.core.management.base import BaseCommand, CommandError

from agents_app.actions.import_collection import OutcomeName, import_collection
from agents_app.actor import SYSTEM
from agents_app.definitions import find_files
from agents_app.errors import Refusal
from agents_app.management.report import Report
from agents_app.models.collection import DEFAULT_SLUG

_ABOUT = ("title", "source_url", "licence")


class Command(BaseCommand):
    """Read every Markdown file below PATH, store those that are definitions, say what became."""

    help = "Import agent definitions from a file or a folder into a collection."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare what may be said."""
        parser.add_argument("path", type=Path, help="a file or a folder")
        parser.add_argument("--collection", default=DEFAULT_SLUG, metavar="SLUG")
        parser.add_argument("--title", help="the collection's title")
        parser.add_argument("--source-url", help="where the collection comes from")
        parser.add_argument("--licence", help="the collection's licence, e.g. MIT")
        parser.add_argument("--author", default="", help="who the revisions are by")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen, only")
        parser.add_argument("--report", type=Path, metavar="FILE.jsonl", help="a row per file")

    def handle(self, *args: Any, path: Path, **options: Any) -> None:
        """Open the door."""
        if not path.exists():
            raise CommandError(f"There is no {path}.")
        root = path.resolve()
        files = find_files(root)
        about = {name: options[name] for name in _ABOUT if options[name] is not None}
        try:
            with Report(options["report"], files=len(files), to=self.stderr) as report:
                counts = import_collection(
                    options["collection"],
                    files,
                    about=about,
                    by=SYSTEM.named(options["author"]),
                    dry_run=options["dry_run"],
                    relocate=root.is_dir(),
                    tell=report.add,
                )
        except Refusal as refusal:
            raise CommandError(str(refusal)) from None
        would = "Would import" if options["dry_run"] else "Imported"
        said = ", ".join(f"{counts[word]} {word}" for word in get_args(OutcomeName))
        self.stdout.write(f"{would} {len(files)} files into {options['collection']}: {said}.")
