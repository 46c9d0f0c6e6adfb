"""How fast a search is, with facets; how large its index is and how long a rebuild takes.

    python -m tests.benchmarks.search_speed --agents 1000 10000

Each size runs in a process of its own, into a fresh SQLite file; with ``--here`` one size runs
into DATABASE_URL, which must be empty. The definitions are real ones, renamed; beyond
``--files`` of them they are copied inside the database.
"""

from __future__ import annotations

import argparse
import gc
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.benchmarks.texts import ROOT, write_texts

QUESTIONS = (
    "q=django",
    "q=code+reviewer",
    "q=the+agent",
    "q=%22code+review%22+-python",
    "q=security+audit+kube",
    "q=api+test",
    "q=data",
    "q=performance+database+sql",
    "q=typescript+react&tool=Bash",
    "q=write+documentation&health=warnings",
    "q=a",
    "q=nothinglikethis",
)
LIMITS = (10, 50)
ROUNDS = 15


def measure(count: int, files: int) -> None:
    """Import agents, rebuild, copy them up to ``count``, ask, and print what each took."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    from django.conf import settings

    settings.ALLOWED_HOSTS = ["testserver"]
    from django.core.management import call_command
    from django.db import connection

    from agents_app.actions.import_collection import import_collection
    from agents_app.actor import SYSTEM
    from agents_app.definitions import find_files
    from agents_app.search import index_sizes

    call_command("migrate", verbosity=0)
    files = min(count, files)
    with tempfile.TemporaryDirectory() as folder:
        write_texts(Path(folder), files)
        import_collection("bench", find_files(Path(folder)), by=SYSTEM)
    began = time.perf_counter()
    call_command("rebuild_search")
    print(f"{connection.vendor}, {files} agents: rebuild {time.perf_counter() - began:.1f} s")
    if count > files:
        began = time.perf_counter()
        grow(count // files)
        print(f"  {count - files} copies: indexed in {time.perf_counter() - began:.1f} s")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    held = index_sizes()
    sizes = ", ".join(f"{name} {size / 1e6:.1f} MB" for name, size in held.items())
    print(f"  index: {sum(held.values()) / 1e6:.1f} MB: {sizes}")
    ask()


def grow(times: int) -> None:
    """Make ``times`` as many agents: rows are copied, texts are read once and indexed for each.

    Copies have all that a page shows and no bytes, for the bytes of a hundred thousand are not
    what is measured. Ids are shifted by whole blocks, so that postings can be copied too.
    """
    from django.db import connection, transaction
    from django.db.models import Max

    from agents_app.models import Agent, Revision, Section
    from agents_app.search.postings import BLOCK

    models = (Agent, Revision, Section)
    steps = {model: model.objects.aggregate(last=Max("pk"))["last"] for model in models}
    step = steps[Agent] = (steps[Agent] // BLOCK + 1) * BLOCK
    for number in range(1, times):
        changed = {
            "agent_id": f"agent_id + {number * step}",
            "revision_id": f"revision_id + {number * steps[Revision]}",
            "name": f"'copy-' || (id + {number * step})",
            "key": f"'copy-' || (id + {number * step})",
            "content": "''",
        }
        with transaction.atomic(), connection.cursor() as cursor:
            for model in models:
                columns = {field.column: field.column for field in model._meta.concrete_fields}
                own = {name: text for name, text in changed.items() if name in columns}
                columns |= own | {"id": f"id + {number * steps[model]}"}
                cursor.execute(
                    f"INSERT INTO {model._meta.db_table} ({', '.join(columns)}) SELECT "
                    f"{', '.join(columns.values())} FROM {model._meta.db_table} "
                    f"WHERE id <= {steps[model]}"
                )
    _index_copies(step, times)


def _index_copies(step: int, times: int) -> None:
    from django.db import connection, transaction

    from agents_app.definitions import read_definition
    from agents_app.models import Agent
    from agents_app.search import postgresql, sqlite
    from agents_app.search.document import document_of
    from agents_app.search.postings import BLOCK

    store = sqlite if connection.vendor == "sqlite" else postgresql
    texts = Agent.objects.filter(pk__lt=step).values_list("pk", "path", "revision__content")
    said = {pk: document_of(read_definition(bytes(data), path=path)) for pk, path, data in texts}
    with transaction.atomic(), connection.cursor() as cursor, _words_unindexed(cursor):
        for number in range(1, times):
            store.insert_said(cursor, {pk + number * step: said[pk] for pk in said})
            cursor.execute(
                "INSERT INTO search_word (word, block, impacts) "
                "SELECT word, block + %s, impacts FROM search_word WHERE block < %s",
                [number * step // BLOCK, step // BLOCK],
            )


@contextmanager
def _words_unindexed(cursor: Any) -> Iterator[None]:
    """Do without PostgreSQL's index of words for a while: made in one go, it takes far less."""
    from django.db import connection

    if connection.vendor == "sqlite":
        yield
        return
    cursor.execute("SELECT indexdef FROM pg_indexes WHERE indexname = 'search_text_by_word'")
    (definition,) = cursor.fetchone()
    cursor.execute("DROP INDEX search_text_by_word")
    yield
    cursor.execute(definition)


def ask() -> None:
    """Ask all questions round after round, over HTTP in this process."""
    from django.test import Client

    gc.collect()
    gc.freeze()  # as config/wsgi.py does
    client = Client()
    for limit in LIMITS:
        seconds: dict[str, list[float]] = {question: [] for question in QUESTIONS}
        found: dict[str, int] = {}
        for number in range(ROUNDS + 1):
            for question in QUESTIONS:
                began = time.perf_counter()
                answer = client.get(f"/api/search/?{question}&limit={limit}")
                if number:  # the first round warms up
                    seconds[question].append(time.perf_counter() - began)
                found[question] = answer.json()["count"]
        together = sorted(second for each in seconds.values() for second in each)
        print(f"  limit={limit}: p50 {_at(together, 0.5)}, p95 {_at(together, 0.95)}")
        for question, each in seconds.items():
            print(f"    {question}: {found[question]} found, p50 {_at(sorted(each), 0.5)}")


def _at(seconds: list[float], share: float) -> str:
    return f"{1000 * seconds[int(share * (len(seconds) - 1))]:.1f} ms"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--agents", type=int, nargs="+", default=[1_000, 10_000])
    parser.add_argument("--files", type=int, default=10_000, help="more agents are copies")
    parser.add_argument("--here", action="store_true", help="into DATABASE_URL, one size")
    arguments = parser.parse_args()
    if arguments.here:
        measure(arguments.agents[0], arguments.files)
        sys.exit()
    for size in arguments.agents:
        with tempfile.TemporaryDirectory() as place:
            environment = os.environ | {
                "DATABASE_URL": f"sqlite:///{place}/bench.sqlite3",
                "DJANGO_SETTINGS_MODULE": "config.settings",
            }
            command = [sys.executable, "-m", __spec__.name, "--here", "--agents", str(size)]
            command += ["--files", str(arguments.files)]
            subprocess.run(command, env=environment, cwd=ROOT, check=True)
