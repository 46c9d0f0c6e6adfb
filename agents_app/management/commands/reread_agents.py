"""Reread all definitions, after an upgrade of the reader or of the lint rules."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from rich.console import Console
from rich.progress import Progress

from agents_app.actions.reread_agents import reread_agents
from agents_app.actor import SYSTEM
from agents_app.models import Agent


class Command(BaseCommand):
    """Derive everything anew from the stored bytes, and say what changed."""

    help = "Read the stored definitions again: after an upgrade, before rebuild_search."

    def handle(self, *args: Any, **options: Any) -> None:
        """Open the door."""
        console = Console(stderr=True)
        with Progress(console=console, transient=True, disable=not console.is_terminal) as bar:
            task = bar.add_task("Reading", total=Agent.objects.published().count())
            done = reread_agents(by=SYSTEM, tell=lambda count: bar.advance(task, count))
        for key, what in done.odd:
            self.stderr.write(f"{key} {what}")
        changed = len(done.changed)
        self.stdout.write(f"Read {done.count} agents again; {changed} are shown otherwise now.")
