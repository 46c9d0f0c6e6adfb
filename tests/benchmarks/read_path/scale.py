"""Every address, asked by one client when it is cold and by many when it is warm."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from tests.benchmarks.read_path.addresses import KINDS, SIGNED_IN
from tests.benchmarks.read_path.callers import Caller, Reply, shares
from tests.benchmarks.read_path.servers import Server
from tests.benchmarks.read_path.wrk import load

SLOW = 0.5  # seconds: what takes longer by itself is not asked by many at once
FEW = 2
WAKING = 6


def measure(
    server: Server,
    values: Sequence[Mapping[str, Any]],
    token: str,
    moves: Iterator[int],
    *,
    seconds: float,
    rounds: int,
) -> list[dict[str, Any]]:
    """Return a row for each address.

    values: one mapping for each agent that is asked about, in turn. seconds: of load by many
    clients. rounds: of questions by one client, a write before each.
    """
    caller = Caller(server.port)
    rows = []
    for kind, templates in KINDS.items():
        for template in templates:
            headers = {"Authorization": f"Bearer {token}"} if template in SIGNED_IN else {}
            paths = ["/api/" + template.format_map(each) for each in values]
            caller.ask(paths[0], headers)  # what a process reads once is not what is measured
            replies = list(_cold(caller, paths, headers, moves, rounds))
            row: dict[str, Any] = {
                "kind": kind,
                "address": template,
                "statuses": sorted({reply.status for reply in replies}),
                "bytes": max(len(reply.body) for reply in replies),
                "cold": shares([reply.seconds for reply in replies]),
            }
            if row["cold"]["p50"] < 1000 * SLOW:
                _wake(server, paths[0], headers)
                went = load(server, list(dict.fromkeys(paths)), seconds=seconds, headers=headers)
                row["hot"] = went.as_dict()
            rows.append(row)
    return rows


def _wake(server: Server, path: str, headers: Mapping[str, str]) -> None:
    """Ask over new connections, until each process has most likely had one."""
    for _ in range(WAKING):
        server.ask(path, headers)


def _cold(
    caller: Caller,
    paths: Sequence[str],
    headers: Mapping[str, str],
    moves: Iterator[int],
    rounds: int,
) -> Iterator[Reply]:
    """Ask in turn, a write before each; of what is slow only a few times."""
    for number in range(rounds):
        next(moves)
        reply = caller.ask(paths[number % len(paths)], headers)
        yield reply
        if number + 1 >= FEW and reply.seconds > SLOW:
            return
