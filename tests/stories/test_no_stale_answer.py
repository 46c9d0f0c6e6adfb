"""No answer is older than the last write that was acknowledged before its question."""

import os
import random
import subprocess
import sys
import threading
from itertools import count
from pathlib import Path
from time import monotonic

import pytest
from django.conf import settings as django_settings
from django.db import connection
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agents_app.actions.describe_collection import describe_collection
from agents_app.actions.restore_agent import restore_agent
from agents_app.actions.retire_agent import retire_agent
from agents_app.actions.revise_agent import revise_agent
from agents_app.actor import SYSTEM
from agents_app.journal import current_serial
from agents_app.models import Agent, Collection
from api.memory import memory
from tests.house.door import Door
from tests.makers import make_agent, make_listing, make_text, make_user

ROOT = Path(__file__).resolve().parents[2]
PLACES = ("agents/?fields=key&limit=200", "journal/?limit=1", "collections/library/", "tools/")
# Writes as fast as it can, and says the serial of each write once it is there for good.
WRITER = """
import sys
import django
django.setup()
from agents_app.journal import current_serial
from tests.makers import make_agent
for number in range(int(sys.argv[1])):
    make_agent(f"from-afar-{number}")
    print(current_serial(), flush=True)
"""


def database_url() -> str:
    """Return the address of the database that this test runs on."""
    place = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{place['NAME']}"
    user, host, port = (place[name] for name in ("USER", "HOST", "PORT"))
    secret = f":{place['PASSWORD']}" if place["PASSWORD"] else ""
    at = f"/{host}" if host.startswith("/") else f"{host}:{port}" if port else host
    return f"postgres://{user}{secret}@{at}/{place['NAME']}"


def test_a_write_of_another_process_is_seen_at_once(transactional_db):
    make_agent()
    door = Door()
    told = {"DJANGO_SETTINGS_MODULE": "config.settings", "DATABASE_URL": database_url()}
    told |= {"ROSTER_DATA_DIR": str(django_settings.DATA_DIR)}
    program = [sys.executable, "-c", WRITER, "20"]
    with subprocess.Popen(
        program, cwd=ROOT, env=os.environ | told, stdout=subprocess.PIPE, text=True
    ) as writer:
        assert writer.stdout is not None
        acknowledged = []
        for line in writer.stdout:
            acknowledged.append(int(line))
            for place in PLACES:
                assert door(place).serial >= acknowledged[-1]
    assert writer.returncode == 0
    assert len(acknowledged) == 20
    assert door(PLACES[0]).body.count(b"from-afar-") == 20


def test_threads_read_what_was_written_before_they_asked(transactional_db):
    make_agent("busy-0")
    newest, stale, enough = [current_serial()], [], monotonic() + 4
    hits = memory.hits

    def read() -> None:
        door, chance = Door(), random.Random(threading.get_ident())
        while monotonic() < enough:
            before = newest[-1]
            answer = door(chance.choice(PLACES), accept_encoding=chance.choice(["gzip", "br"]))
            if answer.serial < before:
                stale.append((answer.serial, before))
        connection.close()

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    for number in count(1):
        if monotonic() > enough:
            break
        make_agent(f"busy-{number}")
        newest.append(current_serial())
    for reader in readers:
        reader.join()
    assert not stale
    assert len(newest) > 5
    assert memory.hits > hits


NAMES = st.sampled_from(["ant", "bee", "cat"])
READS = [
    "agents/",
    "agents/ant/",
    "agents/bee/?format=md",
    "agents/cat/integrations/",
    "agents/?tool=Bash",
    "collections/",
    "tools/",
    "journal/",
    "search/?q=code",
    "graph/",
]
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("write"), NAMES, st.sampled_from(["Read", "Read, Bash"])),
        st.tuples(st.just("retire"), NAMES, st.just("")),
        st.tuples(st.just("hide"), st.booleans(), st.just("")),
        st.tuples(st.just("read"), st.sampled_from(READS), st.sampled_from(["door", "member"])),
    ),
    min_size=4,
    max_size=14,
)


def change(verb: str, what: object, how: str) -> None:
    """Do one step that writes."""
    library = Collection.objects.get(slug="library")
    if verb == "hide":
        describe_collection(library, by=SYSTEM, private=bool(what))
        return
    agent = Agent.objects.filter(collection=library, name=str(what)).first()
    if agent and agent.status == "retired":
        restore_agent(agent, by=SYSTEM)
    elif verb == "retire":
        if agent:
            retire_agent(agent, by=SYSTEM)
    elif agent:
        text = make_text(str(what), tools=how, body=make_listing("ant", "bee"))
        revise_agent(agent, text, by=SYSTEM)
    else:
        make_agent(str(what), tools=how)


@pytest.fixture
def member(transactional_db):
    """A browser that has signed in as somebody who sees all of the library."""
    make_agent("dog")
    client = Client()
    account = make_user("member", "reader")
    Collection.objects.get(slug="library").members.add(account)
    client.force_login(account)
    return client


@given(steps=STEPS)
@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_a_memory_changes_no_answer(member, steps):
    """Any writes and reads in any order: each read is what it would be without a memory."""
    door = Door()

    def ask(place: str, who: str) -> tuple[int, bytes, str]:
        same = {"x-request-id": "one-for-all"}
        if who == "door":
            told = door(place, x_request_id="one-for-all")
            return told.status, told.body, told.headers.get("etag", "")
        answer = member.get(f"/api/{place}", headers=same)
        return answer.status_code, answer.content, answer.headers.get("ETag", "")

    for verb, what, how in steps:
        if verb != "read":
            change(verb, what, how)
            continue
        found = [ask(what, how) for _ in range(3)]
        kept, django_settings.CACHE_MEBIBYTES = django_settings.CACHE_MEBIBYTES, 0
        found.append(ask(what, how))
        django_settings.CACHE_MEBIBYTES = kept
        assert len(set(found)) == 1, (verb, what, how)
