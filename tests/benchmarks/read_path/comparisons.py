"""The report's comparisons with the floors: answers given again, and given for the first time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from tests.benchmarks.read_path.charts import bars
from tests.benchmarks.read_path.results import Result, Section, having
from tests.benchmarks.read_path.tables import Cell, table

SERVERS = ("roster", "constant", "bare", "obvious")
HOT = """## Asked again and again

**constant** is the same server with one look into a dictionary; **bare** is one Django view that
repeats the bytes, without middleware; **obvious** is nested ModelSerializers, prefetched
relations, numbered pages and no cache, on the same data, without middleware. Rounds took turns;
medians. *cpu* is the server's processor time for one answer, in ms.

"""
COLD = """## Asked for the first time

Before each question a write moved the registry's serial, so that no answer made before is good any
more. One client; ms until the whole answer was there. *cpu* is the processor time of the server
without its database's, in ms.

"""


def hot(found: Sequence[Result]) -> Section:
    """Compare what is asked again and again with the floors."""
    parts, charts = [HOT], {}
    for each in having(found, "hot"):
        went = each.figures["hot"]
        file, title = f"hot-{each.vendor}.svg", f"{each.title}, {each.agents:,} agents"
        rates = {
            target: {name: servers[name]["rate"] for name in SERVERS if name in servers}
            for target, servers in went.items()
        }
        about = f"Answers a second, {title}"
        charts[file] = bars(about, rates, unit="/s", logarithmic=True)
        parts.append(f"### {title}\n\n![{about}]({file})\n\n{_loads(went)}\n")
        parts.append(f"Roster's answers a second, as a multiple of each floor's:\n\n{_times(went)}")
    return Section("\n".join(parts) if charts else "", charts)


def _loads(went: dict[str, Any]) -> str:
    names = ("rate", "cpu", "p50", "p95", "p99")
    head = ("answer", "server", "answers/s", "cpu", "p50 ms", "p95 ms", "p99 ms", "failed")
    rows = [
        (target, server, *(load[name] for name in names), int(load["failed"]))
        for target, servers in went.items()
        for server, load in servers.items()
    ]
    return table(head, rows)


def _times(went: dict[str, Any]) -> str:
    head = ("answer", *(f"× {floor}" for floor in SERVERS[1:]))
    return table(head, ((target, *_multiples(servers)) for target, servers in went.items()))


def _multiples(servers: dict[str, dict[str, float]]) -> Iterator[Cell]:
    for floor in SERVERS[1:]:
        rate = servers.get(floor, {}).get("rate")
        yield servers["roster"]["rate"] / rate if rate else None


def cold(found: Sequence[Result]) -> Section:
    """Compare first answers with the obvious version."""
    rows: list[list[Cell]] = []
    for each in having(found, "cold"):
        for target, servers in each.figures["cold"].items():
            ours, theirs = servers["roster"], servers["obvious"]
            waits: list[Cell] = [
                side[name] for side in (ours, theirs) for name in ("p50", "p95", "cpu")
            ]
            times = [theirs[name] / ours[name] if ours[name] else None for name in ("p50", "cpu")]
            rows.append([each.title, each.agents, target, *waits, *times])
    waits = ["p50", "p95", "cpu"]
    ours, theirs = ([f"{side} {name}" for name in waits] for side in ("Roster", "obvious"))
    head = ["database", "agents", "answer", *ours, *theirs, "times as fast", "by processor"]
    return Section(COLD + table(head, rows) if rows else "", {})
