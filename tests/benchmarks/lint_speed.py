"""How fast definitions are linted, and which rules take the time.

    python -m tests.benchmarks.lint_speed

The files are those of the corpus beside the project where it is, else the shipped library.
"""

from __future__ import annotations

import time
from collections import Counter

from agents_app.definitions import (
    Definition,
    Refusal,
    Surroundings,
    find_files,
    lint,
    read_definition,
)
from agents_app.definitions.lint import RULES
from tests.benchmarks.texts import folders


def definitions() -> list[Definition]:
    """Read every definition there is to measure with."""
    found = []
    for folder in folders():
        for file in find_files(folder):
            try:
                found.append(read_definition(file.read(), path=file.path))
            except Refusal:
                continue
    return found


def main() -> None:
    """Print the time for all rules, and the slowest five."""
    files = definitions()
    around = Surroundings(names=frozenset(file.name for file in files))
    began = time.perf_counter()
    findings = sum(len(lint(file, around)) for file in files)
    print(f"{len(files)} files, {findings} findings: {time.perf_counter() - began:.2f} s")
    seconds: Counter[str] = Counter()
    for rule in RULES:
        began = time.perf_counter()
        for file in files:
            lint(file, around, only=[rule])
        seconds[rule] = time.perf_counter() - began
    for rule, spent in seconds.most_common(5):
        print(f"  {rule}  {spent * 1000:6.0f} ms")


if __name__ == "__main__":
    main()
