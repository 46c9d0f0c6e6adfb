"""What was answered goes out again from memory, to the letter, and never once it is old."""

import gzip
import logging

import pytest
from django.db import connection
from django.test import Client

from agents_app.actions.retire_agent import retire_agent
from agents_app.actor import SYSTEM
from agents_app.journal import current_serial
from api.memory import memory
from config.health import Sign
from tests.api.test_preconditions import ADDRESSES
from tests.house.door import Door
from tests.makers import make_agent, make_text, make_user

LONG = "You read code, and say what it does.\n" * 100
DATA = [each for each in ADDRESSES if "format=api" not in each]
AGENT = "agents/code-reader/"


@pytest.fixture
def door(transactional_db):
    """A door, and one agent behind it."""
    make_agent(body=LONG)
    make_agent("unlike")
    return Door()


def retire(agent):
    retire_agent(agent, by=SYSTEM)


@pytest.mark.parametrize("encoding", ["identity", "gzip"])
def test_every_answer_is_the_same_asked_again_and_without_a_memory(door, settings, encoding):
    same = {"x_request_id": "one-for-all", "accept_encoding": encoding, "origin": "https://a.b"}
    addresses = [each for each in DATA if "definitions" not in each]
    first = [door(each, **same) for each in addresses]
    assert {each.status for each in first} == {200}
    asked = door.asked
    again = [door(each, **same) for each in addresses]
    assert again == first
    assert door.asked == asked
    settings.CACHE_MEBIBYTES = 0
    for one, plain in zip(first, [door(each, **same) for each in addresses], strict=True):
        unpacked = gzip.decompress(one.body) if "content-encoding" in one.headers else one.body
        assert unpacked == plain.body
        assert one.headers.keys() - plain.headers.keys() <= {"content-encoding"}
        differing = {name for name in plain.headers if one.headers[name] != plain.headers[name]}
        assert differing <= {"etag", "content-length"}


def test_a_write_is_seen_at_once(door):
    agents = [door("agents/?fields=key").body]
    for number in range(5):
        make_agent(f"another-{number}")
        agents.append(door("agents/?fields=key").body)
        assert f"another-{number}".encode() in agents[-1]
        assert door("journal/").serial == current_serial()
    assert len(set(agents)) == 6


def test_what_is_gone_is_gone_at_once(door):
    agent = make_agent("short-lived")
    assert [door("agents/short-lived/").status for _ in range(2)] == [200, 200]
    retire(agent)
    assert door("agents/short-lived/").status == 410


@pytest.mark.parametrize("encoding", ["identity", "gzip"])
def test_who_has_it_is_told_so_by_whichever_tag(door, encoding):
    cold = door(AGENT, accept_encoding=encoding)
    asked = door.asked
    forms = ["{}", "W/{}", '"other", {}']
    for form in forms:
        again = door(AGENT, accept_encoding=encoding, if_none_match=form.format(cold.tag))
        assert (again.status, again.body, again.tag) == (304, b"", cold.tag)
        assert again.headers["vary"] == cold.headers["vary"]
        assert again.headers["cache-control"] == "no-cache"
        assert "content-type" not in again.headers
    assert door(AGENT, if_none_match="*").status == 304
    assert door(AGENT, if_none_match='"other"').status == 200
    assert door.asked == asked
    memory.clear()
    by_django = door(AGENT, accept_encoding=encoding, if_none_match=cold.tag)
    assert (by_django.status, by_django.tag) == (304, cold.tag)
    # Django counts the bytes that it does not send.
    assert by_django.headers.keys() - {"content-length"} == again.headers.keys()
    make_agent("another")
    assert door(AGENT, accept_encoding=encoding, if_none_match=cold.tag).status == 200


def test_a_tag_alone_will_do_once_django_has_confirmed_it(door):
    tag = door(AGENT).tag
    for form in (tag, "*"):
        memory.clear()
        assert door(AGENT, if_none_match=form).status == 304
        asked = door.asked
        again = door(AGENT, if_none_match=form)
        assert (again.status, again.tag, door.asked) == (304, tag, asked)
        whole = door(AGENT, if_none_match='"old"')
        assert (whole.status, whole.tag, door.asked) == (200, tag, asked + 1)
        assert door(AGENT).body == whole.body
        assert door.asked == asked + 1


def test_packed_bytes_have_a_tag_of_their_own_that_a_write_understands(door):
    plain, packed = door(AGENT), door(AGENT, accept_encoding="br, gzip")
    assert packed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(packed.body) == plain.body
    assert int(packed.headers["content-length"]) == len(packed.body) < len(plain.body)
    assert packed.tag == f'{plain.tag[:-1]}-gzip"'
    assert "Accept-Encoding" in plain.headers["vary"]
    writer = Client()
    writer.force_login(make_user("carl", "admin"))
    sent = {"if-match": packed.tag}
    text = make_text(body="You read less.\n")
    answer = writer.put(f"/api/{AGENT}", text, content_type="text/markdown", headers=sent)
    assert answer.status_code == 200
    late = writer.put(f"/api/{AGENT}", text + b"x", content_type="text/markdown", headers=sent)
    assert late.status_code == 412


def test_what_is_short_goes_as_it_is(door):
    assert "content-encoding" not in door("tools/Read/", accept_encoding="gzip").headers
    assert "content-encoding" not in door(AGENT, accept_encoding="gzip;q=0").headers


@pytest.mark.parametrize("encoding", ["identity", "gzip"])
def test_head_says_what_get_says(door, encoding):
    same = {"x_request_id": "one-for-both", "accept_encoding": encoding}
    for first, second in (("HEAD", "GET"), ("GET", "HEAD")):
        memory.clear()
        one, other = (door(AGENT, method, **same) for method in (first, second))
        assert one.headers == other.headers
        assert b"" in (one.body, other.body)


def test_faces_hosts_and_questions_are_kept_apart(door):
    asks = [
        {"accept": "application/json"},
        {"accept": "text/markdown"},
        {"host": "localhost"},
        {"QUERY_STRING": "format=md"},
    ]
    first = [door(AGENT, **each) for each in asks]
    kinds = [each.headers["content-type"].partition(";")[0] for each in first]
    assert kinds == ["application/json", "text/markdown", "application/json", "text/markdown"]
    assert b"//localhost/" in first[2].body
    assert [door(AGENT, **each).body for each in asks] == [each.body for each in first]
    # Other words for the same face: one answer, kept once.
    assert door(AGENT, accept="application/json, */*;q=0.1").body == first[0].body


@pytest.mark.parametrize(
    "address", ["agents/nope/", "agents/?q=", "agents/?format=xml", "agents/?nonsense=1", "nope/"]
)
def test_no_problem_is_kept(door, address):
    assert door(address).status in (400, 404, 406)
    assert len(memory) == 0
    asked = door.asked
    door(address)
    assert door.asked == asked + 1


@pytest.mark.parametrize("address", ["imports/", "exports/?format=zip", "agents/?format=api"])
def test_nor_what_no_serial_tells_of_what_streams_and_pages(door, address):
    assert door(address).status == 200
    assert len(memory) == 0


@pytest.mark.parametrize(
    "odd",
    [
        {"authorization": "Bearer nonsense"},
        {"cookie": "a=b"},
        {"transfer_encoding": "chunked"},
        {"CONTENT_LENGTH": "5"},
        {"user_agent": "x" * 5_000},
        {"REMOTE_ADDR": "nowhere"},
        {"host": "elsewhere.example"},
    ],
)
def test_what_is_odd_is_for_django_to_judge(door, odd, settings):
    settings.ALLOW_ADDRESSES = [*settings.ALLOW_ADDRESSES]
    door(AGENT)
    asked = door.asked
    settings.DENY_ADDRESSES = ["none"] if "REMOTE_ADDR" in odd else []
    door(AGENT, **odd)
    assert door.asked == asked + 1


def test_allowances_are_spent_and_told(door, settings):
    settings.THROTTLE_ADDRESS = 3
    visitor = {"REMOTE_ADDR": "192.0.2.7"}
    answers = [door(AGENT, **visitor) for _ in range(5)]
    assert [each.status for each in answers] == [200, 200, 200, 429, 429]
    left = [each.headers["ratelimit"].split(";")[1] for each in answers]
    assert left == ["r=2", "r=1", "r=0", "r=0", "r=0"]


def test_each_request_has_its_id_and_its_line(door, caplog):
    with caplog.at_level(logging.INFO, "roster.access"):
        ids = [
            door(AGENT, x_request_id=each).headers["x-request-id"] for each in ("", "", "my-own-id")
        ]
    assert len(set(ids)) == 3
    assert ids[2] == "my-own-id"
    lines = [(each.path, each.status, each.address) for each in caplog.records]
    assert lines == [(f"/api/{AGENT}", 200, "127.0.0.1")] * 3


def test_an_answer_says_whether_it_was_kept(door):
    said = []
    for _ in range(2):
        door(AGENT, origin="https://a.b")
        said.append(door.timing)
    assert 'cache;desc="miss"' in said[0]
    assert 'cache;desc="hit"' in said[1]
    assert 'db;dur=0.0;desc="0 queries"' in said[1]


def test_what_is_known_by_heart_needs_no_thread(door):
    same = {"x_request_id": "one-for-all", "accept_encoding": "gzip"}
    assert door.at_once(AGENT, **same) is None
    first = door(AGENT, **same)
    assert door.at_once(AGENT, **same) == first
    assert door.at_once(AGENT, if_none_match=first.tag).status == 304
    assert door.at_once(AGENT, cookie="a=b") is None
    make_agent("another")
    assert door.at_once(AGENT, **same) is None


def test_while_the_server_stops_django_answers(door, tmp_path, monkeypatch):
    door(AGENT)
    monkeypatch.setenv("PROMETHEUS_MULTIPROC_DIR", str(tmp_path))
    monkeypatch.setattr("config.memory.sign", Sign())
    asked = door.asked
    door(AGENT)
    (tmp_path / "stopping").touch()
    monkeypatch.setattr("config.memory.sign", Sign())
    door(AGENT)
    assert door.asked == asked + 1


def test_an_open_transaction_is_nobodys_business(db):
    make_agent()
    door = Door()
    assert [door(AGENT).status for _ in range(2)] == [200, 200]
    assert door.asked == 2
    assert len(memory) == 0


def test_where_the_database_fails_django_says_so_and_then_all_is_well(door):
    assert [door(AGENT).status for _ in range(2)] == [200, 200]
    rename("agents_app_journalhead", "elsewhere")
    try:
        asked = door.asked
        assert door(AGENT).status == 500
        assert door.asked == asked + 1
    finally:
        rename("elsewhere", "agents_app_journalhead")
    assert [door(AGENT).status for _ in range(2)] == [200, 200]
    assert door.asked <= asked + 2


def rename(table, name):
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {table} RENAME TO {name}")
