"""The table of who may ask what: every route, method and role, with the status that is expected.

    python -m tests.house.matrix --write

writes down what is answered now, for a person to read line by line before it is checked in.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

FILE = Path(__file__).with_name("matrix.yaml")
WRITING = "WRITE_MATRIX"
METHODS = ("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE")
HEADER = """\
# Who may ask what: for each route and method the status by role. One status stands for all roles.
# `public` and `private` say of which collection the object is. After a change:
#     python -m tests.house.matrix --write
# and read what has changed here before you commit it. To nobody, a reader, the author who has left
# and a stranger, what is private must be what is missing: a test compares.
"""

# Route, kind of collection, method and role.
Place = tuple[str, str, str, str]


def read_table() -> dict[Place, int]:
    """Return the expected status of each place."""
    return dict(_flat(yaml.safe_load(FILE.read_text()) or {}))


def write_table(found: Mapping[Place, int]) -> None:
    """Write the table, a line for each method."""
    table: dict[str, dict[str, dict[str, dict[str, int]]]] = {}
    for (route, kind, method, role), status in found.items():
        lines = table.setdefault(route, {}).setdefault(kind, {})
        lines.setdefault(method, {})[role] = status
    text = [HEADER]
    for route, kinds in sorted(table.items()):
        text.append(f"{route}:\n")
        for kind, lines in kinds.items():
            text.append(f"  {kind}:\n")
            text += [f"    {method}: {_short(roles)}\n" for method, roles in lines.items()]
    FILE.write_text("".join(text))


def main(arguments: list[str]) -> int:
    """Ask everything and write down what is answered."""
    if arguments != ["--write"]:
        print(__doc__, file=sys.stderr)
        return 2
    os.environ[WRITING] = "1"
    test = "test_everybody_gets_what_the_table_says"
    return int(pytest.main(["-q", f"{FILE.with_name('test_matrix.py')}::{test}"]))


def _short(roles: Mapping[str, int]) -> str:
    if len(set(roles.values())) == 1:
        return str(next(iter(roles.values())))
    return "{" + ", ".join(f"{role}: {status}" for role, status in roles.items()) + "}"


def _flat(table: Mapping[str, Any]) -> Iterator[tuple[Place, int]]:
    for route, kinds in table.items():
        for kind, lines in kinds.items():
            for method, statuses in lines.items():
                by_role = statuses if isinstance(statuses, dict) else {"": statuses}
                for role, status in by_role.items():
                    yield (route, kind, method, role), status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
