"""One size on one database: fill it, serve it, measure it, and write down what was found.

``__main__`` calls it, with an empty database in DATABASE_URL.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import django
from django.db import connection, connections

from tests.benchmarks.read_path import cold, hot, idle, mixed, scale
from tests.benchmarks.read_path.servers import Server, end_in_order, floor, raise_file_limit, roster

FLOORS = ("constant", "bare", "obvious")
MIXED = 8  # times the seconds of a load
COLD = 10  # times the rounds of a load
SCALE = 5


def measure(options: argparse.Namespace) -> dict[str, Any]:
    """Return all figures of one size."""
    from tests.benchmarks.read_path import filling

    end_in_order()
    raise_file_limit()
    _say(f"{connection.vendor}, {options.agents} agents: filling")
    found: dict[str, Any] = {"cores": os.cpu_count(), "load_before": os.getloadavg()[0]}
    found |= {"vendor": connection.vendor, **filling.fill(options.agents)}
    token, agents = filling.make_token(), filling.samples()
    connections.close_all()
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        server = stack.enter_context(roster(folder))
        server.ask("/api/")
        found["memory_before"] = server.memory()
        parts: dict[str, Callable[[], Any]] = {
            **_beside_floors(options, server, Path(folder), stack),
            "addresses": lambda: scale.measure(
                server,
                [filling.values_of(agent) for agent in agents],
                token,
                filling.moves(),
                seconds=options.seconds,
                rounds=SCALE * options.rounds,
            ),
            "mixed": lambda: mixed.measure(server, token, seconds=MIXED * options.seconds),
            "memory": server.memory,
            "idle": lambda: idle.measure(
                server, seconds=options.seconds, connections=options.connections
            ),
        }
        for name, part in parts.items():
            if name in (*options.parts, "memory"):
                _say(name)
                found[name] = part()
    if "writes" in options.parts:
        _say("writes")
        found |= {"arrivals": filling.arrive(), "rebuild": filling.rebuild()}
    return found


def _beside_floors(
    options: argparse.Namespace, server: Server, folder: Path, stack: ExitStack
) -> dict[str, Callable[[], Any]]:
    """Serve the floors that are needed; return what compares Roster with them."""
    from tests.benchmarks.read_path import filling

    answers = folder / "answers.json"
    headers = hot.take_answers(server, answers)
    names = FLOORS if "hot" in options.parts else ("obvious",)
    servers = {
        name: stack.enter_context(floor(name, server, str(folder), answers)) for name in names
    }
    servers = {"roster": server, **servers}
    slow = {name: servers[name] for name in ("roster", "obvious")}
    return {
        "hot": lambda: hot.measure(
            servers, headers, seconds=options.seconds, rounds=options.rounds
        ),
        "cold": lambda: cold.measure(slow, filling.moves(), rounds=COLD * options.rounds),
    }


def _say(words: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {words}", flush=True)


def main() -> None:
    """Read the options, measure, and write the file of results."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--agents", type=int, required=True)
    parser.add_argument("--seconds", type=float, default=1)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--connections", type=int, default=10_000)
    parser.add_argument("--parts", nargs="+", required=True)
    parser.add_argument("--result", type=Path, required=True)
    options = parser.parse_args()
    django.setup()
    found = measure(options)
    options.result.write_text(json.dumps(found, indent=1) + "\n")


if __name__ == "__main__":
    main()
