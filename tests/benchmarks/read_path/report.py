"""The report: one Markdown file and its charts, made of all results that there are."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tests.benchmarks.read_path import comparisons, promises, sizes
from tests.benchmarks.read_path.results import Result, read_results

HEAD = """# The read path, measured

Written by `make bench`; nothing here was typed by hand. The servers listen on loopback, on the
machine that also makes the load: ratios mean more than figures.
"""
SECTIONS = (
    comparisons.hot,
    comparisons.cold,
    promises.mixed,
    sizes.scale,
    sizes.costs,
    promises.crowd,
    sizes.addresses,
)


def write_report(results: Path, report: Path) -> None:
    """Write the report and its charts from the files of results."""
    found = read_results(results)
    if not found:
        raise SystemExit(f"There are no results in {results}.")
    report.mkdir(parents=True, exist_ok=True)
    for old in report.glob("*.svg"):
        old.unlink()
    texts = [HEAD, circumstances(found)]
    for make in SECTIONS:
        section = make(found)
        texts.append(section.text)
        for name, drawing in section.charts.items():
            (report / name).write_text(drawing)
    (report / "README.md").write_text("\n".join(f"{text.strip()}\n" for text in texts if text))


def circumstances(found: Sequence[Result]) -> str:
    """Say on what this was measured, and how busy that was."""
    one = found[-1].figures
    databases = " and ".join(dict.fromkeys(each.figures["database"] for each in found))
    loads = [each.figures["load_before"] for each in found]
    return (
        f"- {one['cores']} cores, Python {one['python']}, Django {one['django']}, {databases}. "
        "PostgreSQL runs without fsync, for its cluster is thrown away; SQLite writes as always.\n"
        f"- Load of the machine before a run: {min(loads):.1f} to {max(loads):.1f}. Well above 1 "
        "means that others were at work too: waits are longer then, and vary more.\n"
        f"- The agents are {one['files']} real files, renamed and rewired. Beyond a thousand they "
        "are copies inside the database, with bytes, edges and words of their own.\n"
        "- 16 clients ask over connections that stay, each as soon as it has its answer.\n"
    )
