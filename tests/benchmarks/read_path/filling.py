"""The registry that is read: filled to a size, and written to between reads."""

from __future__ import annotations

import platform
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import django
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import connection

from agents_app.actions.create_token import create_token
from agents_app.actions.describe_collection import describe_collection
from agents_app.actions.import_files import import_files
from agents_app.actions.rebuild_search import rebuild_search
from agents_app.actions.revise_agent import revise_agent
from agents_app.actor import SYSTEM
from agents_app.definitions import find_files
from agents_app.models import Agent, ApiToken, Collection, Finding, Integration, JournalHead
from tests.benchmarks.growth import analyze, grow, import_texts
from tests.benchmarks.texts import LIBRARY, originals
from tests.makers import make_proposal

MOST_FILES = 1_000  # that are really imported; the other agents are copies
SAMPLES = 20
ARRIVALS = 300
MOST_REBUILT = 10_000


def fill(size: int) -> dict[str, Any]:
    """Fill the empty database of DATABASE_URL; return what that took and what it takes up."""
    call_command("migrate", verbosity=0)
    import_files("library", find_files(LIBRARY), by=SYSTEM)
    empty = database_bytes()
    began = time.perf_counter()
    import_texts(min(size, MOST_FILES) - Agent.objects.count())
    grow(size)
    make_proposal("waiting", tools="Bash")
    analyze()
    seconds = time.perf_counter() - began
    added = Agent.objects.count() - Agent.objects.filter(collection__slug="library").count()
    return {
        "agents": Agent.objects.count(),
        "files": len(originals()),
        "seconds": seconds,
        "bytes": database_bytes(),
        "bytes_each": (database_bytes() - empty) / added,
        "database": _database(),
        "python": platform.python_version(),
        "django": django.get_version(),
    }


def samples() -> list[Agent]:
    """Return agents from all over the registry, each revised once so that it has a history."""
    ids = list(Agent.objects.published().order_by("pk").values_list("pk", flat=True))
    chosen = ids[:: max(1, len(ids) // SAMPLES)][:SAMPLES]
    for agent in Agent.objects.filter(pk__in=chosen).select_related("revision", "collection"):
        if agent.revision and agent.revision.number == 1:
            text = bytes(agent.revision.content) + b"\nRevised.\n"
            revise_agent(agent, text, by=SYSTEM)
    found = Agent.objects.filter(pk__in=chosen).select_related("revision", "collection")
    return list(found.order_by("pk"))


def values_of(agent: Agent) -> dict[str, Any]:
    """Return what stands for the names in braces in addresses when one agent is asked about."""
    edge = Integration.objects.filter(agent=agent, target__status="published").first()
    edge = edge or Integration.objects.exclude(target=None).order_by("pk").first()
    finding = Finding.objects.filter(agent=agent).first() or Finding.objects.order_by("pk").first()
    model = agent.model or Agent.objects.exclude(model="").values_list("model", flat=True).first()
    head = JournalHead.objects.get().serial
    token = ApiToken.objects.order_by("pk").first()
    return {
        "key": agent.key,
        "slug": agent.collection.slug,
        "category": agent.category,
        "model": model,
        "target": edge.target.key if edge and edge.target else agent.key,
        "rule": finding.rule if finding else "",
        "digest": agent.revision.digest if agent.revision else "",
        "late": max(0, head - 100),
        "prefix": token.prefix if token else "",
    }


def make_token() -> str:
    """Return the secret of an admin's token."""
    account = get_user_model().objects.create_superuser("bench")
    return create_token(account, by=SYSTEM, name="bench", scopes=("read", "write", "admin"))[1]


def moves() -> Iterator[int]:
    """Move the registry's serial at each step, by as small a write as there is."""
    collection = Collection.objects.get(slug="library")
    for number in count(1):
        describe_collection(collection, by=SYSTEM, title=f"Roster library, {number}")
        yield number


def arrive() -> float:
    """Import a collection into the full registry; return the files a second."""
    began = time.perf_counter()
    import_texts(ARRIVALS, "arrivals")
    return ARRIVALS / (time.perf_counter() - began)


def rebuild() -> float | None:
    """Rebuild the search index; return the agents a second, None where it would take too long."""
    if Agent.objects.count() > MOST_REBUILT + ARRIVALS:
        return None
    began = time.perf_counter()
    return rebuild_search() / (time.perf_counter() - began)


def database_bytes() -> int:
    """Return what the database takes up."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_database_size(current_database())")
            return int(cursor.fetchone()[0])
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return Path(settings.DATABASES["default"]["NAME"]).stat().st_size


def _database() -> str:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SHOW server_version")
            return f"PostgreSQL {cursor.fetchone()[0].split()[0]}"
        cursor.execute("SELECT sqlite_version()")
        return f"SQLite {cursor.fetchone()[0]}"
