"""Tool algebra: equal to brute force on real files, and what each filter costs as agents grow.

    python -m tests.benchmarks.tool_algebra --questions 10000 --sizes 1000 10000 100000
    python -m tests.house.postgres -- python -m tests.benchmarks.tool_algebra --sizes 1000

Works in the database of DATABASE_URL, which must be empty, or in a fresh SQLite file. The agents
are those of the corpus beside the project, or of the shipped library; more are made by copying
their rows. A cost is that of a page of 50 rows and of its count, in milliseconds, p50 and p95.
"""

from __future__ import annotations

import argparse
import gc
import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from typing import Any

ROUNDS = 40
FILTERS = {
    "tool=Read": {"all": ("Read",)},
    "tool=Bash,WebFetch": {"all": ("Bash", "WebFetch")},
    "tool=NotebookEdit (few)": {"all": ("NotebookEdit",)},
    "tool_any=Bash,Write": {"any": ("Bash", "Write")},
    "tool_none=Bash": {"none": ("Bash",)},
    "tool_only=Read,Grep,Glob": {"only": ("Read", "Grep", "Glob")},
    "declares=WebSearch": {"declares": ("WebSearch",)},
    "mcp_server=context7": {"servers": ("context7",)},
    "can=shell": {"can": ("shell",)},
    "can=network, tool_none=Bash": {"can": ("network",), "none": ("Bash",)},
}


def fill() -> dict[str, Any]:
    """Import the real files; return what each agent's text grants, by key."""
    from agents_app.definitions import read_definition
    from agents_app.models import Agent
    from tests.benchmarks.growth import import_real

    import_real()
    agents = Agent.objects.select_related("revision").order_by("pk")
    return {
        agent.key: read_definition(bytes(agent.revision.content), path=agent.path).access
        for agent in agents
        if agent.revision
    }


def questions(accesses: dict[str, Any], count: int) -> Iterator[Any]:
    """Make random questions out of the tools that the files name, and some that they do not."""
    from agents_app.definitions.algebra import ToolQuestion
    from agents_app.definitions.tools import CAPABILITIES

    random_ = random.Random(1)
    held = {grant.tool.name for access in accesses.values() for grant in access.grants}
    names = [*sorted(held), "Agent", "LS", "NotebookEdit", "mcp__context7", "mcp__none__x"]
    servers = sorted({s for access in accesses.values() for s in access.servers}) or ["none"]

    def some(values: Any, most: int) -> tuple[str, ...]:
        return tuple(random_.sample(list(values), random_.randint(0, most)))

    for _ in range(count):
        yield ToolQuestion(
            all=some(names, 2) if random_.random() < 0.5 else (),
            any=some(names, 3) if random_.random() < 0.5 else (),
            none=some(names, 2) if random_.random() < 0.5 else (),
            only=some(names, 12) if random_.random() < 0.2 else None,
            declares=some(names, 1) if random_.random() < 0.3 else (),
            servers=some(servers, 1) if random_.random() < 0.3 else (),
            can=some(CAPABILITIES, 2) if random_.random() < 0.5 else (),
        )


def check(accesses: dict[str, Any], count: int) -> None:
    """Hold SQL against brute force; raise at the first difference."""
    from agents_app.models import Agent

    filled = 0
    for question in questions(accesses, count):
        asked = Agent.objects.published().answering(question)
        found = set(asked.values_list("key", flat=True))
        if found != {key for key, access in accesses.items() if question.fits(access)}:
            raise AssertionError(question)
        filled += bool(found)
    print(f"{count} questions over {len(accesses)} agents: all equal, {filled} with answers")


def costs(size: int, plans: bool) -> None:
    """Time each filter's page and count."""
    from django.db import connection

    from agents_app.definitions.algebra import ToolQuestion
    from agents_app.models import Agent
    from tests.benchmarks.growth import analyze

    analyze()
    gc.collect()
    gc.freeze()  # what was made to fill the tables is no cost of reading them
    print(f"\n{connection.vendor}, {size} agents{'':<20} page p50   p95   count p50   p95   rows")
    for title, parts in FILTERS.items():
        rows = Agent.objects.published().answering(ToolQuestion(**parts)).order_by("key")
        page = timed(lambda rows=rows: list(rows.for_listing()[:51]))
        count = timed(rows.count)
        print(f"  {title:<34} {page}   {count}   {rows.count():>7}")
        if plans:
            print("    " + rows[:51].explain().replace("\n", "\n    "))


def timed(work: Callable[[], Any]) -> str:
    """Return p50 and p95 of some rounds, in milliseconds."""
    times = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        work()
        times.append(1000 * (time.perf_counter() - began))
    return f"{statistics.median(times):7.1f} {statistics.quantiles(times, n=20)[-1]:7.1f}"


def main() -> None:
    """Read the arguments and run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--questions", type=int, default=1_000)
    parser.add_argument("--sizes", type=int, nargs="*", default=[1_000, 10_000])
    parser.add_argument("--plans", action="store_true")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("DATABASE_URL", f"sqlite:///{folder}/bench.sqlite3")
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        import django

        django.setup()
        from django.core.management import call_command

        from agents_app.models import Agent
        from tests.benchmarks.growth import grow

        call_command("migrate", verbosity=0)
        check(fill(), arguments.questions)
        for size in arguments.sizes:
            grow(size, models=[Agent])
            costs(size, arguments.plans)


if __name__ == "__main__":
    main()
