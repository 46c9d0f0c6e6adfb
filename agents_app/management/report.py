"""What a long command shows while it works, and the row per file that it leaves behind."""

from __future__ import annotations

import json
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any, Self

from rich.console import Console
from rich.progress import Progress

from agents_app.actions.import_outcome import Outcome

_MOST_SHOWN = 20


class Report:
    """A progress bar on a terminal, a line per refused file, and JSON Lines where asked for.

    files: how many there are, None where that shows only at the end.
    """

    def __init__(self, rows: Path | None, *, files: int | None, to: Any) -> None:
        self._rows_path = rows
        self._to = to
        self._refused = 0
        self._stack = ExitStack()
        console = Console(stderr=True)
        self._bar = Progress(console=console, transient=True, disable=not console.is_terminal)
        self._task = self._bar.add_task("Importing", total=files)
        self._rows: IO[str] | None = None

    def __enter__(self) -> Self:
        self._stack.enter_context(self._bar)
        if self._rows_path:
            self._rows = self._stack.enter_context(self._rows_path.open("w", encoding="utf-8"))
        return self

    def __exit__(self, *error: object) -> None:
        self._stack.close()
        if self._refused > _MOST_SHOWN:
            more = self._refused - _MOST_SHOWN
            self._to.write(f"… and {more} more; --report FILE.jsonl lists every file.")

    def add(self, outcome: Outcome) -> None:
        """Take one file's outcome."""
        self._bar.advance(self._task)
        if self._rows:
            self._rows.write(json.dumps(asdict(outcome), ensure_ascii=False) + "\n")
        if outcome.outcome == "refused":
            self._refused += 1
            if self._refused <= _MOST_SHOWN:
                self._to.write(f"refused {outcome.path}: {outcome.message}")
