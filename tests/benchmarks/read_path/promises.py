"""The report's promises under strain: no stale answer, and nobody harmed by a silent crowd."""

from __future__ import annotations

from collections.abc import Sequence

from tests.benchmarks.read_path.results import Result, Section, having
from tests.benchmarks.read_path.tables import Cell, table

MIXED = """## Nine reads to one write

16 clients, each with an agent that it revises. *Stale* are answers, 304 included, whose serial or
revision is older than a write that was acknowledged before the question was sent. The clients are
threads of one Python process, which bounds the rate. Waits in ms.

"""
CROWD = """## Beside a crowd that says nothing

Half of the crowd sends a request that never ends, a letter every few seconds; the other half is
silent. Meanwhile 16 healthy clients ask for one agent. Waits in ms.

"""


def mixed(found: Sequence[Result]) -> Section:
    """Tell of reads beside writes, and whether one was stale."""
    rows: list[list[Cell]] = []
    for each in having(found, "mixed"):
        went = each.figures["mixed"]
        reads, writes = (went.get(kind, {}) for kind in ("reads", "writes"))
        waits = [kind.get(name) for kind in (reads, writes) for name in ("p50", "p95", "p99")]
        told = ", ".join(f"{number:,} of {status}" for status, number in went["statuses"].items())
        counts: list[Cell] = [told, went["checked"], went["stale"]]
        rows.append([each.title, each.agents, went["rate"], *waits, *counts])
    waits = [f"{kind} {name}" for kind in ("read", "write") for name in ("p50", "p95", "p99")]
    head = ["database", "agents", "requests/s", *waits, "answers", "checked", "stale"]
    return Section(MIXED + table(head, rows) if rows else "", {})


def crowd(found: Sequence[Result]) -> Section:
    """Tell how healthy clients fare beside a crowd of idle and slow ones."""
    rows: list[list[Cell]] = []
    for each in having(found, "idle"):
        went = each.figures["idle"]
        for moment in ("before", "beside", "after"):
            load = went[moment]
            waits = [load[name] if load["rate"] else None for name in ("p50", "p95", "p99")]
            held: list[Cell] = [went["connections"], went["held"]] if moment == "beside" else []
            row: list[Cell] = [each.title, moment, *(held or [None, None])]
            rows.append([*row, load["rate"], *waits, int(load["failed"])])
    head = ["database", "when", "connections", "held", "answers/s", "p50", "p95", "p99", "failed"]
    return Section(CROWD + table(head, rows) if rows else "", {})
