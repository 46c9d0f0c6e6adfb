"""Rebuild the search index from the definitions."""

from __future__ import annotations

import time
from typing import Any

from django.core.management.base import BaseCommand
from rich.console import Console
from rich.progress import Progress

from agents_app.actions.rebuild_search import rebuild_search
from agents_app.models import Agent


class Command(BaseCommand):
    """Index every published agent anew, in one transaction, and say how many there were."""

    help = "Rebuild the search index: after an upgrade, or whenever in doubt."

    def handle(self, *args: Any, **options: Any) -> None:
        """Open the door."""
        began = time.monotonic()
        console = Console(stderr=True)
        with Progress(console=console, transient=True, disable=not console.is_terminal) as bar:
            task = bar.add_task("Indexing", total=Agent.objects.published().count())
            count = rebuild_search(tell=lambda done: bar.advance(task, done))
        took = time.monotonic() - began
        self.stdout.write(f"Indexed {count} agents for search in {took:.1f} s.")
