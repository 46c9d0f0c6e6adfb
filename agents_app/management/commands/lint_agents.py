"""Lint definition files; needs no database."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from agents_app.definitions.review import Review, review_files

_GRAVITY = {"error": 3, "warning": 2, "info": 1, "never": 9}
_COUNTED = ("refused", "error", "warning", "info")


class Command(BaseCommand):
    """Say what is wrong with each file, and fail where it is grave enough."""

    help = "Lint agent definitions. Exit status 1 if anything as grave as --fail-on is found."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare what may be said."""
        parser.add_argument("path", type=Path, help="a file or a folder")
        parser.add_argument("--json", action="store_true", help="a JSON row per file")
        parser.add_argument("--fail-on", choices=list(_GRAVITY), default="error")

    def handle(self, *args: Any, path: Path, fail_on: str, **options: Any) -> None:
        """Open the door."""
        if not path.exists():
            raise CommandError(f"There is no {path}.")
        counts: Counter[str] = Counter()
        for review in review_files(path.resolve()):
            refused = ["refused"] if review.code else []
            counts.update(["files", *refused, *(f.severity for f in review.findings)])
            self.stdout.write(_row(review) if options["json"] else _lines(review), ending="")
        if not options["json"]:
            said = ", ".join(f"{counts[word]} {word}" for word in _COUNTED)
            self.stdout.write(f"Linted {counts['files']} files: {said}.")
        if any(counts[word] and _weight(word) >= _GRAVITY[fail_on] for word in _COUNTED):
            raise SystemExit(1)


def _weight(word: str) -> int:
    """A refused file is as grave as an error: no harness will load what we can't read."""
    return _GRAVITY.get(word, _GRAVITY["error"])


def _row(review: Review) -> str:
    return json.dumps(asdict(review), ensure_ascii=False) + "\n"


def _lines(review: Review) -> str:
    refused = f"{review.path}: refused: {review.message}\n" if review.code else ""
    return refused + "".join(
        f"{review.path}:{f.line}:{f.column}: {f.severity} {f.rule} {f.message}\n"
        for f in review.findings
    )
