"""What is asked for the first time: before each question a write has made all answers old."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from tests.benchmarks.read_path.callers import Caller, shares
from tests.benchmarks.read_path.hot import DETAIL, FILTERED, PAGE
from tests.benchmarks.read_path.servers import Server

TARGETS = {"detail": DETAIL, "list page": PAGE, "filtered list": FILTERED}


def measure(
    servers: Mapping[str, Server], moves: Iterator[int], *, rounds: int
) -> dict[str, dict[str, Any]]:
    """Return the waits of one client, by target and server; the servers take turns.

    cpu: milliseconds of the server's processor for one answer. The kernel counts in steps of 10,
    so it takes some dozens of rounds to be right.
    """
    callers = {title: Caller(server.port) for title, server in servers.items()}
    waits: dict[str, dict[str, list[float]]] = {
        name: {title: [] for title in servers} for name in TARGETS
    }
    spent = {name: dict.fromkeys(servers, 0.0) for name in TARGETS}
    for number in range(rounds + 1):
        for name, path in TARGETS.items():
            for title, caller in callers.items():
                next(moves)
                before = servers[title].processor()
                reply = caller.ask(path)
                if reply.status != 200:
                    raise SystemExit(f"{title} answered {reply.status} to {path}.")
                if number:  # the first round opens connections
                    waits[name][title].append(reply.seconds)
                    spent[name][title] += servers[title].processor() - before
    return {
        name: {
            title: shares(seconds) | {"cpu": 1000 * spent[name][title] / rounds}
            for title, seconds in each.items()
        }
        for name, each in waits.items()
    }
