"""How fast a task is answered over HTTP, what the index costs, and what one write costs it.

    python -m tests.benchmarks.routing_speed --agents 1000 10000 100000

Each size runs in a process of its own, into a fresh SQLite file; with ``--here`` one size runs
into DATABASE_URL, which is empty or holds agents already. MOST_QUESTIONS=20 in the environment asks
fewer questions. The agents are those of the corpus beside the project, or
of the shipped library; more are made by copying their rows, each with some lines left out.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from tests.benchmarks.texts import ROOT

QUESTIONS = ROOT.parent / "shared" / "routing" / "queries_dev.jsonl"
MOST_QUESTIONS = int(os.environ.get("MOST_QUESTIONS", "120"))
# How many lines of a text a copy keeps.
KEPT = 0.8
BUDGET = ["Read", "Grep", "Glob", "WebSearch"]
# Of the processor, so that a busy machine counts little; SQLite works in this process.
IN_PROCESS = "sqlite" in os.environ.get("DATABASE_URL", "sqlite")
CLOCK = time.process_time if IN_PROCESS else time.perf_counter
SHARES = {"p50": 0.5, "p95": 0.95, "max": 1.0}
WAYS: dict[str, dict[str, Any]] = {
    "limit 10": {"limit": 10},
    "limit 50": {"limit": 50},
    "limit 10, budget": {"limit": 10, "tools": BUDGET},
    "limit 50, budget": {"limit": 50, "tools": BUDGET},
    "limit 10, must use": {"limit": 10, "must_use": ["Bash"]},
    "limit 10, collection": {"limit": 10, "collection": "voltagent"},
}


def tasks() -> list[str]:
    """Return the development questions beside the project, or what the agents say they do."""
    from agents_app.models import Agent

    if QUESTIONS.is_file():
        lines = QUESTIONS.read_text(encoding="utf-8").splitlines()
        told = [json.loads(line)["query"] for line in lines]
    else:
        told = list(Agent.objects.order_by("key").values_list("opening", flat=True)[:500])
    return told[:: max(1, len(told) // MOST_QUESTIONS)]


def copy_texts() -> None:
    """Give each copied agent a text of its own, made of its original's."""
    from django.db.models import OuterRef, Subquery

    from agents_app.models import Agent, Revision
    from tests.benchmarks.copying import NAME

    texts = Agent.objects.exclude(revision=None).values_list("name", "revision__content")
    originals = {name[:NAME]: bytes(text) for name, text in texts.order_by("pk")}
    chance = random.Random(1)
    copies = iter(Agent.objects.filter(revision=None).values_list("pk", "name", "created"))
    while batch := list(islice(copies, 500)):
        Revision.objects.bulk_create(
            _revision(pk, _thinned(originals[name.rpartition("-")[0]], chance), created)
            for pk, name, created in batch
        )
    own = Revision.objects.filter(agent=OuterRef("pk")).values("pk")
    Agent.objects.filter(revision=None).update(revision=Subquery(own))


def _thinned(text: bytes, chance: random.Random) -> bytes:
    head, mark, body = text.partition(b"\n---")
    lines = [line for line in body.split(b"\n") if chance.random() < KEPT]
    return head + mark + b"\n".join([b"", *lines])


def _revision(pk: int, text: bytes, created: Any) -> Any:
    from agents_app.models import Revision

    digest = f"sha256:{hashlib.sha256(text).hexdigest()}"
    return Revision(
        agent_id=pk, number=1, digest=digest, size=len(text), content=text, created=created
    )


def measure(count: int) -> None:
    """Make ``count`` agents, build the index, ask, write, and print what each took."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django
    from django.conf import settings

    django.setup()
    settings.ALLOWED_HOSTS = ["testserver"]
    settings.CACHE_MEBIBYTES = 0  # the work is measured, not the memory of it
    from django.core.management import call_command
    from django.db import connection

    from agents_app.models import Agent
    from tests.benchmarks.growth import analyze, grow, import_real

    call_command("migrate", verbosity=0)
    if not Agent.objects.exists():
        import_real()
        grow(count, models=[Agent])
        copy_texts()
        analyze()
    ask = asker()
    Agent.objects.first()
    before = _resident()
    built = _timed(lambda: ask(task="code", limit=1))
    print(f"\n{connection.vendor}, {Agent.objects.count()} agents: first question {built:.1f} s,")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"  memory {_resident() - before:.0f} MiB more than before (peak of all {peak:.0f})")
    for title, members in WAYS.items():
        seconds = sorted(_seconds(ask, members))
        told = (f"{name} {_at(seconds, at)}" for name, at in SHARES.items())
        print(f"  {title:<22} {'  '.join(told)}")
    for title, write in writes():
        write()
        print(f"  after {title:<16} {1000 * _timed(lambda: ask(task='code', limit=1)):.1f} ms")


def asker() -> Callable[..., Any]:
    """Return what sends a question, over HTTP in this process."""
    from django.test import Client

    client = Client()

    def ask(**members: Any) -> Any:
        answer = client.post("/api/route/", members, content_type="application/json")
        assert answer.status_code == 200, answer.content
        return answer

    return ask


def _seconds(ask: Callable[..., Any], members: dict[str, Any]) -> Iterator[float]:
    for task in tasks()[:5]:
        ask(task=task, **members)
    for task in tasks():
        yield _timed(lambda task=task: ask(task=task, **members))


def writes() -> Iterator[tuple[str, Callable[[], Any]]]:
    """Yield writes, one after the other, each with its name."""
    from agents_app.actions.retire_agent import retire_agent
    from agents_app.actions.revise_agent import revise_agent
    from agents_app.actor import SYSTEM
    from agents_app.models import Agent
    from tests.makers import make_agent, make_text

    text = (ROOT / "fixtures" / "library" / "frameworks" / "django-expert.md").read_text()
    body = text.partition("\n---\n")[2]
    yield "no write", lambda: None
    for number in range(3):
        name = f"bench-{number}"
        yield "a new agent", lambda name=name: make_agent(name, body=body)
    agent = Agent.objects.get(key="bench-0")
    revised = make_text("bench-0", body=body[:5000])
    yield "a revision", lambda: revise_agent(agent, revised, by=SYSTEM)
    yield "a retirement", lambda: retire_agent(agent, by=SYSTEM)


def _timed(work: Callable[[], Any]) -> float:
    began = CLOCK()
    work()
    return CLOCK() - began


def _resident() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 2**20


def _at(seconds: list[float], share: float) -> str:
    return f"{1000 * seconds[int(share * (len(seconds) - 1))]:6.1f} ms"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--agents", type=int, nargs="+", default=[1_000, 10_000])
    parser.add_argument("--here", action="store_true", help="into DATABASE_URL, one size")
    arguments = parser.parse_args()
    if arguments.here:
        measure(arguments.agents[0])
        sys.exit()
    for size in arguments.agents:
        with tempfile.TemporaryDirectory() as place:
            environment = os.environ | {
                "DATABASE_URL": f"sqlite:///{place}/bench.sqlite3",
                "DJANGO_SETTINGS_MODULE": "config.settings",
            }
            command = [sys.executable, "-m", __spec__.name, "--here", "--agents", str(size)]
            subprocess.run(command, env=environment, cwd=ROOT, check=True)
