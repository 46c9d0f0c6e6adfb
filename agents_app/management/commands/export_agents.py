"""Export definitions as files, byte for byte."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.progress import Progress

from agents_app.actions.export_collection import export_collection
from agents_app.errors import Refusal
from agents_app.models import Agent, Collection


class Command(BaseCommand):
    """Write the current text of every agent below DIR."""

    help = "Export agent definitions as a tree of files, byte for byte as they came in."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare what may be said."""
        parser.add_argument("folder", type=Path, metavar="DIR")
        parser.add_argument("--collection", metavar="SLUG", help="this collection only")

    def handle(self, *args: Any, folder: Path, collection: str | None, **options: Any) -> None:
        """Open the door."""
        if collection and not Collection.objects.filter(slug=collection).exists():
            known = ", ".join(Collection.objects.values_list("slug", flat=True)) or "none yet"
            raise CommandError(f"There is no collection {collection!r}; there are: {known}.")
        agents = Agent.objects.published()
        total = (agents.in_collection(collection) if collection else agents).count()
        console = Console(stderr=True)
        with Progress(console=console, transient=True, disable=not console.is_terminal) as bar:
            task = bar.add_task("Exporting", total=total)
            try:
                count = export_collection(folder, collection, tell=lambda _: bar.advance(task))
            except (Refusal, OSError) as error:
                raise CommandError(str(error)) from None
        self.stdout.write(f"Exported {count} definitions to {folder}.")
