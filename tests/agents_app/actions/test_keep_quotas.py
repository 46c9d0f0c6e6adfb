"""An account stores what it may in a day and nothing beyond, whichever way it comes."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from agents_app.actions.import_collection import import_collection
from agents_app.actions.publish_agent import publish_agent
from agents_app.actions.revise_agent import revise_agent
from agents_app.actor import SYSTEM, Actor
from agents_app.definitions import FolderFile
from agents_app.errors import Conflict, TooMany
from agents_app.models import Agent
from tests.makers import make_collection, make_text, make_user

WRITERS, EACH, QUOTA = 4, 10, 15
MEBIBYTE = 1024 * 1024


def author(name: str = "ann", *roles: str) -> Actor:
    return Actor.of(make_user(name, *(roles or ("author",))))


@pytest.mark.django_db
def test_the_next_agent_of_the_day_is_refused_and_a_revision_is_not_one(settings: Any) -> None:
    settings.QUOTA_AGENTS = 2
    library, ann = make_collection(), author()
    first = publish_agent(library, make_text("one"), by=ann)
    publish_agent(library, make_text("two"), by=ann)
    with pytest.raises(TooMany, match="2 new agents a day: 0 agents are left") as refusal:
        publish_agent(library, make_text("three"), by=ann)
    assert refusal.value.code == "quota_exceeded"
    assert 0 < refusal.value.wait <= 24 * 60 * 60 / 2
    assert revise_agent(first, make_text("one", body="Anew."), by=ann).revision.number == 2
    assert publish_agent(library, make_text("three"), by=author("bob")).pk


@pytest.mark.django_db
def test_bytes_are_counted_of_revisions_too(settings: Any) -> None:
    settings.QUOTA_MEBIBYTES = 1
    library, ann = make_collection(), author()
    half = MEBIBYTE // 2
    agent = publish_agent(library, make_text("one", body="a" * half), by=ann)
    with pytest.raises(TooMany, match="1 MiB of definitions a day"):
        revise_agent(agent, make_text("one", body="b" * half), by=ann)
    revise_agent(agent, make_text("one", body="b"), by=ann)


@pytest.mark.django_db
def test_what_came_to_nothing_took_nothing(settings: Any) -> None:
    settings.QUOTA_AGENTS = 1
    library, ann = make_collection(), author()
    publish_agent(library, make_text("taken"), by=SYSTEM)
    for _ in range(3):
        with pytest.raises(Conflict):
            publish_agent(library, make_text("taken"), by=ann)
    assert publish_agent(library, make_text("free"), by=ann).pk


@pytest.mark.django_db
def test_an_import_that_takes_too_much_leaves_nothing(settings: Any, tmp_path: Path) -> None:
    settings.QUOTA_AGENTS = 3
    library = make_collection()
    carl = make_user("carl", "curator")
    carl.maintained_collections.add(library)
    for number in range(4):
        (tmp_path / f"{number}.md").write_bytes(make_text(f"agent-{number}"))
    files = [FolderFile(tmp_path, f"{number}.md") for number in range(4)]
    with pytest.raises(TooMany):
        import_collection("library", files, by=Actor.of(carl))
    assert not Agent.objects.exists()
    for _ in range(3):
        import_collection("library", files[:3], by=Actor.of(carl), dry_run=True)
    import_collection("library", files[:3], by=Actor.of(carl))
    assert Agent.objects.count() == 3


@pytest.mark.django_db
@pytest.mark.parametrize("quota", [0, 1])
def test_admins_and_the_machine_have_no_quota(settings: Any, quota: int) -> None:
    settings.QUOTA_AGENTS = settings.QUOTA_MEBIBYTES = quota
    library = make_collection()
    actors = {"admin": author("eve", "admin"), "machine": SYSTEM}
    actors |= {} if quota else {"author": author()}
    for name, actor in actors.items():
        for number in range(3):
            publish_agent(library, make_text(f"{name}-{number}"), by=actor)
    assert Agent.objects.count() == 3 * len(actors)


@pytest.mark.django_db(transaction=True)
def test_many_at_once_get_exactly_the_quota(settings: Any) -> None:
    settings.QUOTA_AGENTS = QUOTA
    library, ann = make_collection(), author()
    barrier = Barrier(WRITERS)

    def write(writer: int) -> int:
        barrier.wait(timeout=10)
        stored = 0
        try:
            for turn in range(EACH):
                try:
                    publish_agent(library, make_text(f"agent-{writer}-{turn}"), by=ann)
                    stored += 1
                except TooMany:
                    continue
        finally:
            connection.close()
        return stored

    with ThreadPoolExecutor(WRITERS) as pool:
        assert sum(pool.map(write, range(WRITERS))) == QUOTA
    assert Agent.objects.count() == QUOTA
