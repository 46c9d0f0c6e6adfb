"""The index follows the registry: what is written is found at once, whoever wrote it."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections

from agents_app.actions.retire_agent import retire_agent
from agents_app.actions.revise_agent import revise_agent
from agents_app.actor import SYSTEM
from agents_app.models import JournalEntry
from agents_app.router import Router, upkeep
from tests.house.sources import ROOT
from tests.makers import make_agent, make_text


def keys(router, task, scopes=None):
    return [each.document.key for each in router.find(task, scopes=scopes).ranking.best]


def able(router, *tools):
    found = router.find("code", must_use=tools)
    assert all(found.accesses[each.document.key].has("Read") for each in found.ranking.best)
    return [each.document.key for each in found.ranking.best]


def test_an_empty_registry_answers_nobody(db):
    assert keys(Router(), "anything at all") == []


def test_what_is_published_revised_and_retired_is_known_at_once(db):
    router = Router()
    agent = make_agent("tuner", description="Tunes queries.")
    assert keys(router, "queries") == ["tuner"]
    revise_agent(agent, make_text("tuner", description="Draws images."), by=SYSTEM)
    assert keys(router, "queries") == []
    assert keys(router, "images") == ["tuner"]
    make_agent("painter", description="Paints images.", collection="art")
    assert set(keys(router, "images")) == {"art:painter", "tuner"}
    assert keys(router, "images", scopes=["art"]) == ["art:painter"]
    retire_agent(agent, by=SYSTEM)
    assert keys(router, "images") == ["art:painter"]


def test_it_is_the_same_index_however_it_came_to_be(db):
    router = Router()
    for number in range(9):
        agent = make_agent(f"a{number}", description="Tunes queries and plans.")
        revise_agent(
            agent, make_text(f"a{number}", description=f"Plans {'test ' * number}."), by=SYSTEM
        )
        keys(router, "plans")
    again = Router()
    for task in ("plans and test queries", "test plans"):
        one, other = (each.find(task).ranking.best for each in (router, again))
        told = [[(each.document.key, each.score) for each in best] for best in (one, other)]
        assert told[0] == told[1]


def test_only_what_changed_is_read_again(db, django_assert_num_queries):
    router = Router()
    make_agent("one")
    with django_assert_num_queries(5):  # news, newest entry, of all: who, grants, texts
        keys(router, "code")
    with django_assert_num_queries(1):  # news: none
        keys(router, "code")
    make_agent("two")
    with django_assert_num_queries(4):  # news, of what changed: who, grants, texts
        assert keys(router, "code") == ["one", "two"]


def test_more_changes_than_agents_build_it_anew(db, monkeypatch):
    monkeypatch.setattr(upkeep, "_FEW_CHANGES", 2)
    router = Router()
    agent = make_agent("one", description="Number 0.")
    assert keys(router, "number") == ["one"]
    built = router._index
    for number in range(5):
        revise_agent(agent, make_text("one", description=f"Number {number + 1}."), by=SYSTEM)
        if number != 3:
            assert keys(router, f"{number + 1}") == ["one"]
        assert (router._index is built) == (number < 4)


def test_many_changes_are_read_in_parts(db, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(upkeep, "_CHUNK", 2)
    router = Router()
    make_agent("a0")
    keys(router, "code")
    for number in range(1, 4):
        make_agent(f"a{number}")
    with django_assert_num_queries(7):  # news, twice of what changed: who, grants, texts
        assert keys(router, "code") == ["a0", "a1", "a2", "a3"]


def test_what_each_may_use_follows(db):
    router = Router()
    agent = make_agent("one", tools="Read")
    make_agent("two", tools="Read")
    assert able(router, "Bash") == []
    revise_agent(agent, make_text("one", tools="Read, Bash"), by=SYSTEM)
    assert able(router, "Bash") == ["one"]
    assert able(router, "Read", "Bash") == ["one"]
    retire_agent(agent, by=SYSTEM)
    assert able(router, "Read") == ["two"]
    assert able(router, "Bash") == []


def test_a_registry_put_back_from_a_backup_is_read_anew(db):
    router = Router()
    make_agent("one", description="Tunes queries.")
    keys(router, "queries")
    entry = JournalEntry.objects.latest("serial")
    router._at = (entry.serial, entry.at.replace(year=2000))
    router._index.drop("one")
    assert keys(router, "queries") == ["one"]


@pytest.mark.django_db(transaction=True)
def test_threads_share_one_index():
    router = Router()
    for number in range(5):
        make_agent(f"a{number}", description="Tunes queries.")

    def ask(number):
        try:
            return keys(router, "queries")
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(ask, range(20)))
    assert answers == [[f"a{number}" for number in range(5)]] * 20


@pytest.mark.django_db(transaction=True)
def test_what_another_process_writes_is_known_at_once():
    router = Router()
    make_agent("here", description="Tunes queries.")
    assert keys(router, "queries") == ["here"]
    program = (
        "import django; django.setup()\n"
        "from django.db import connection\n"
        "connection.settings_dict['NAME'] = __import__('os').environ['TEST_NAME']\n"
        "from tests.makers import make_agent\n"
        "make_agent('there', description='Tunes queries.')"
    )
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "TEST_NAME": str(connection.settings_dict["NAME"]),
    }
    subprocess.run([sys.executable, "-c", program], cwd=ROOT, env=environment, check=True)
    assert keys(router, "queries") == ["here", "there"]
