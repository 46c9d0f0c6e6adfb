"""Many writers at once: serials follow commits without a gap, and one of two equal names wins."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event

import pytest
from django.db import connection, transaction
from django.db.models import Count, Max

from agents_app.actions.publish_agent import publish_agent
from agents_app.actions.revise_agent import revise_agent
from agents_app.actor import SYSTEM
from agents_app.errors import Conflict
from agents_app.models import Agent, JournalEntry, Revision
from tests.makers import make_agent, make_collection, make_text

pytestmark = pytest.mark.django_db(transaction=True)

WRITERS = 4


def at_once(work: Callable[[int], str]) -> list[str]:
    """Run ``work`` in as many threads as there are writers, begun together."""
    barrier = Barrier(WRITERS)

    def begin(number: int) -> str:
        barrier.wait(timeout=10)
        try:
            return work(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(WRITERS) as pool:
        return list(pool.map(begin, range(WRITERS)))


def test_serials_are_gapless_in_commit_order_while_others_roll_back() -> None:
    library = make_collection()
    done = Event()

    def write(number: int) -> str:
        for turn in range(6):
            try:
                with transaction.atomic():
                    publish_agent(library, make_text(f"agent-{number}-{turn}"), by=SYSTEM)
                    if turn % 3 == 2:
                        raise ZeroDivisionError
            except ZeroDivisionError:
                continue
        return "done"

    def watch() -> list[tuple[int, int]]:
        seen = []
        while not done.is_set():
            row = JournalEntry.objects.aggregate(count=Count("serial"), last=Max("serial"))
            seen.append((row["count"], row["last"]))
        connection.close()
        return seen

    with ThreadPoolExecutor(1) as pool:
        watcher = pool.submit(watch)
        at_once(write)
        done.set()
        seen = watcher.result()
    serials = list(JournalEntry.objects.order_by("serial").values_list("serial", flat=True))
    assert serials == list(range(1, 1 + WRITERS * 4 + 1))
    assert [pair for pair in seen if pair[0] != pair[1]] == []


def test_one_of_many_equal_names_wins() -> None:
    library = make_collection()

    def write(number: int) -> str:
        try:
            publish_agent(library, make_text("reader", body=f"by {number}"), by=SYSTEM)
        except Conflict as conflict:
            return conflict.code
        return "published"

    outcomes = at_once(write)
    assert sorted(outcomes) == ["duplicate_name"] * (WRITERS - 1) + ["published"]
    assert Agent.objects.count() == Revision.objects.count() == 1


def test_revisions_made_at_once_are_all_kept_and_numbered() -> None:
    agent = make_agent("reader")
    at_once(lambda n: str(revise_agent(agent, make_text("reader", body=f"by {n}"), by=SYSTEM)))
    numbers = list(Revision.objects.order_by("number").values_list("number", flat=True))
    assert numbers == list(range(1, WRITERS + 2))
