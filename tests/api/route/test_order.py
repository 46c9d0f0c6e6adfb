"""The same question has the same answer: always, in any process, on any database."""

import json
import subprocess
import sys

import pytest

from agents_app.actions.import_collection import import_collection
from agents_app.actor import SYSTEM
from agents_app.definitions import find_files
from tests.house.sources import ROOT

LIBRARY = ROOT / "fixtures" / "library"
# Whom each task finds first: one expectation for every process and both databases.
FIRST = {
    "Fix N+1 queries in our Django views": ["django-expert", "performance-engineer"],
    "Cache session data in Redis with expiry": ["redis-expert", "postgresql-expert"],
    "Pods keep crashing after a Kubernetes rollout": ["kubernetes-expert", "devops-engineer"],
    "Check our code for SQL injection and XSS": ["security-auditor", "angular-expert"],
}
TASK = "Plan tests, caching and monitoring for a slow web application"


@pytest.fixture
def library(db):
    import_collection("library", find_files(LIBRARY), by=SYSTEM)


def test_the_same_bytes_a_hundred_times(client, library):
    sent = {"task": TASK, "tools": ["Read", "Bash"], "limit": 3}
    answers = {
        client.post("/api/route/", sent, content_type="application/json").content
        for _ in range(100)
    }
    assert len(answers) == 1


def test_everyone_finds_the_same_first(routed, library):
    assert {task: routed(task, limit=2) for task in FIRST} == FIRST


def test_the_order_of_arrival_decides_nothing(post, db):
    files = list(find_files(LIBRARY / "frameworks")) + list(find_files(LIBRARY / "data"))
    some, others = files[::2], files[1::2]
    for slug, arriving in (("one", (some, others)), ("two", (others, some))):
        for part in arriving:
            import_collection(slug, part, by=SYSTEM)
            post(task=TASK)
    one, two = (scores(post(task=TASK, collection=slug, limit=50)) for slug in ("one", "two"))
    assert one == two
    assert len(one) == len(files)


def scores(response):
    """Return the answers by name, with their scores and reasons but for the neighbours."""
    return [
        (
            each["agent"]["name"],
            each["score"],
            [reason for reason in each["reasons"] if reason["kind"] != "neighbours"],
        )
        for each in response.json()["results"]
    ]


def test_the_same_answer_in_a_process_with_other_hashes():
    program = (
        "import json\n"
        "from agents_app.definitions import find_files, read_definition\n"
        "from agents_app.routing import Entry, Index, rank, reasons_of\n"
        "from pathlib import Path\n"
        f"files = [file.read() for file in find_files(Path({str(LIBRARY)!r}))]\n"
        "told = [read_definition(text, path='a.md') for text in files]\n"
        "index = Index(Entry(d.title, 's', d.title, d.description, '', t.decode())\n"
        "              for d, t in zip(told, files))\n"
        f"ranking = rank(index, {TASK!r})\n"
        "print(json.dumps([(e.document.key, e.score, e.given, [str(r) for r in\n"
        "      reasons_of(e, ranking)]) for e in ranking.best]))"
    )
    told = [
        subprocess.run(
            [sys.executable, "-c", program],
            cwd=ROOT,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert told[0] == told[1]
    assert len(json.loads(told[0])) == 21
