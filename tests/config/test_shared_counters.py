"""Processes that share a Redis share each rate, and without it everybody is let in."""

import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.core.cache import caches
from django.test import Client

from api.throttling import CountersAway, Rate, spend
from config.caches import cache_settings
from tests.house.redis import redis, wanted
from tests.house.servers import ROOT, free_port

pytestmark = wanted
SPENDER = """
import django; django.setup()
from api.throttling import Rate, spend
print(sum(spend(Rate("test", 100, seconds=10**9), "me").admitted for _ in range(80)))
"""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """A Redis."""
    with redis() as found:
        yield found


@pytest.fixture
def shared(address: str, settings: Any) -> Iterator[Any]:
    """Settings under which throttles count in that Redis."""
    settings.CACHES = {"default": cache_settings(address)}
    caches["default"].clear()
    yield settings
    caches["default"].clear()


def test_a_limit_is_met_and_not_passed(shared):
    rate, start = Rate("test", 5), 6_000_000.0
    left = [spend(rate, "me", now=start) for _ in range(7)]
    assert [each.admitted for each in left] == [True] * 5 + [False] * 2
    assert [each.left for each in left] == [4, 3, 2, 1, 0, 0, 0]
    assert spend(rate, "you", now=start).admitted
    assert not spend(rate, "me", now=start + 61).admitted  # the window before weighs on it
    assert [spend(rate, "me", now=start + 84).admitted for _ in range(3)] == [True, True, False]


def test_many_threads_get_exactly_the_limit(shared):
    rate = Rate("test", 100, seconds=10**9)
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: spend(rate, "me").admitted, range(300)))
    assert sum(found) == 100


def test_many_processes_get_exactly_the_limit(shared, address, monkeypatch):
    monkeypatch.setenv("ROSTER_CACHE_URL", address)
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "config.settings")
    words = [sys.executable, "-c", SPENDER]
    running = [subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE) for _ in range(3)]
    assert sum(int(process.communicate(timeout=120)[0]) for process in running) == 100


def test_every_counter_is_forgotten(shared):
    spend(Rate("test", 5, seconds=60), "me")
    client = caches["default"]._cache.get_client()
    (key,) = client.keys()
    assert 0 < client.ttl(key) <= 120


def test_an_address_is_throttled_by_it(shared, db):
    shared.THROTTLE_ADDRESS = 2
    client = Client(REMOTE_ADDR="192.0.2.7")
    assert [client.get("/api/").status_code for _ in range(3)] == [200, 200, 429]


def test_while_it_is_away_everybody_is_let_in_at_once(settings, db, caplog):
    settings.CACHES = {"default": cache_settings(f"redis://127.0.0.1:{free_port()}/0")}
    settings.THROTTLE_ADDRESS = 1
    client = Client(REMOTE_ADDR="192.0.2.7")
    started = time.monotonic()
    assert {client.get("/api/").status_code for _ in range(20)} == {200}
    assert time.monotonic() - started < 20  # each would wait for half a second and more
    assert sum("Nobody is throttled" in line for line in caplog.messages) <= 10


def test_when_it_is_there_again_it_counts_again(settings, monkeypatch):
    port = free_port()
    settings.CACHES = {"default": cache_settings(f"redis://127.0.0.1:{port}/0")}
    counters = caches["default"]
    with pytest.raises(CountersAway):
        counters.take("a", "b", 60)
    with redis(port):
        with pytest.raises(CountersAway, match="left alone"):
            counters.take("a", "b", 60)
        counters.away_until = 0.0
        assert counters.take("a", "b", 60) == (1, 0)
    with redis(port):
        counters.away_until = 0.0
        assert counters.take("a", "b", 60) == (1, 0)
