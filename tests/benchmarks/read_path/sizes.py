"""The report's figures by size: every address, and what agents cost."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from typing import Any

from tests.benchmarks.read_path.addresses import FLAT, KINDS
from tests.benchmarks.read_path.charts import bars, figure
from tests.benchmarks.read_path.results import TITLES, Result, Section, having
from tests.benchmarks.read_path.tables import Cell, table

AIM = 25  # milliseconds
_WAYS = ("cold", "hot")
Rows = Sequence[dict[str, Any]]
SCALE = f"""## As the registry grows

Every address that can be read, for agents from all over the registry. *Cold* is one client, a write
before each question; then come 16 clients at once. The aim for lists, filters and details is a p95
under {AIM} ms at 16 clients, and at most twice what the smallest registry needs. *Growth* is p50
as a multiple of p50 in the smallest registry: the median of the addresses, and the most. Waits are
in ms.

"""
COSTS = """## What agents cost

Memory is that of the largest server process in MiB, before anything was asked and after all of the
above. The import is of 300 more files, into the full registry.

"""
CHART = "Milliseconds for one client, cold: median of the addresses' p50"


def scale(found: Sequence[Result]) -> Section:
    """Sum up the addresses: how slow the slowest is, and how much slower than among few agents."""
    rows: list[list[Cell]] = []
    groups: dict[str, dict[str, float]] = {}
    measured = having(found, "addresses")
    for each in measured:
        least = next(other for other in measured if other.vendor == each.vendor)
        for kind in KINDS:
            its, before = _of(each, kind), _of(least, kind)
            crowded = [row for row in its if row.get("hot", {}).get("rate")]
            waits = [row["hot"]["p95"] for row in crowded]
            middle = statistics.median(row["cold"]["p50"] for row in its)
            growth = [cell for way in _WAYS for cell in _growth(its, before, way)]
            worst = [max(row["cold"]["p95"] for row in its), max(waits, default=None)]
            over = sum(wait > AIM for wait in waits) if kind in FLAT else None
            rows.append([each.title, each.agents, kind, len(its), middle, *worst, over, *growth])
            if kind in FLAT:
                groups.setdefault(f"{kind}, {each.agents:,}", {})[each.title] = middle
    head = ["database", "agents", "kind", "addresses", "cold: median p50", "worst p95"]
    head += ["16 clients: worst p95", f"over {AIM} ms", "growth, cold", "most"]
    head += ["growth, 16 clients", "most"]
    text = f"{SCALE}![{CHART}](scale.svg)\n\n{table(head, rows)}"
    return Section(text, {"scale.svg": bars(CHART, groups, unit="ms")}) if rows else Section("", {})


def _of(each: Result, kind: str) -> Rows:
    return [row for row in each.figures["addresses"] if row["kind"] == kind]


def _growth(its: Rows, before: Rows, way: str) -> list[Cell]:
    """Return the median of the factors, and the largest with its address."""
    known = {row["address"]: row.get(way, {}).get("p50") for row in before}
    pairs = [(row, known.get(row["address"])) for row in its if way in row]
    factors = [(row[way]["p50"] / then, row["address"]) for row, then in pairs if then]
    if not factors or its == before:
        return [None, None]
    most, address = max(factors)
    return [statistics.median(factor for factor, _ in factors), f"{figure(most)} `{address}`"]


def costs(found: Sequence[Result]) -> Section:
    """Tell what agents cost: memory, storage, imports."""
    head = ["database", "agents", "RSS before", "RSS", "PSS", "database, MB", "KB per agent"]
    head += ["import, files/s", "rebuild of search, agents/s"]
    rows: list[list[Cell]] = []
    for each in found:
        told = each.figures
        memory = [told["memory_before"]["rss"], told["memory"]["rss"], told["memory"]["pss"]]
        storage = [told["bytes"] / 1e6, told["bytes_each"] / 1e3]
        writes = [told.get("arrivals"), told.get("rebuild")]
        rows.append([each.title, each.agents, *memory, *storage, *writes])
    return Section(COSTS + table(head, rows), {})


def addresses(found: Sequence[Result]) -> Section:
    """List every address with its waits at each size."""
    text = ""
    for vendor, title in TITLES.items():
        its = [each for each in having(found, "addresses") if each.vendor == vendor]
        if its:
            text += f"### {title}\n\n{_waits(its)}\n"
    about = "## Every address\n\nFor each size: one client, cold; then p95 at 16 clients. ms.\n\n"
    return Section(about + text if text else "", {})


def _waits(found: Sequence[Result]) -> str:
    by_address = [{row["address"]: row for row in each.figures["addresses"]} for each in found]
    lines: list[list[Cell]] = []
    for address, last in by_address[-1].items():
        cells: list[Cell] = []
        for rows in by_address:
            row = rows.get(address, {})
            cold, hot = row.get("cold", {}), row.get("hot", {})
            cells += [cold.get("p50"), cold.get("p95"), hot.get("p95") or None]
        odd = ", ".join(str(status) for status in last["statuses"] if status != 200)
        failed = sum(rows.get(address, {}).get("hot", {}).get("failed", 0) for rows in by_address)
        note = (f" answers {odd}" if odd else "") + (f" ({failed:.0f} failed)" if failed else "")
        lines.append([f"`{address or '/'}`{note}", *cells])
    names = ("p50", "p95", "p95 of 16")
    return table(["address", *(f"{each.agents:,}: {n}" for each in found for n in names)], lines)
