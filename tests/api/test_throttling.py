"""A rate is never exceeded, and who waits as long as they are told is let in."""

from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

import pytest
from django.core.cache import cache
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rest_framework.test import APIRequestFactory

from agents_app.actor import Actor
from api.throttling import Rate, WritesByUser, spend
from tests.makers import make_user

MINUTE = 60
START = 6_000_000.0  # the first moment of a window


def test_a_limit_is_met_and_not_passed():
    rate = Rate("test", 5)
    left = [spend(rate, "me", now=START) for _ in range(7)]
    assert [each.admitted for each in left] == [True] * 5 + [False] * 2
    assert [each.left for each in left] == [4, 3, 2, 1, 0, 0, 0]
    assert spend(rate, "you", now=START).admitted
    assert spend(Rate("other", 5), "me", now=START).admitted


def test_a_window_does_not_begin_with_a_full_allowance():
    rate = Rate("test", 60)
    assert all(spend(rate, "me", now=START + 59).admitted for _ in range(60))
    assert [spend(rate, "me", now=START + 61).admitted for _ in range(3)] == [True, False, False]
    assert sum(spend(rate, "me", now=START + 90).admitted for _ in range(60)) == 29
    assert sum(spend(rate, "me", now=START + 300).admitted for _ in range(90)) == 60


def test_many_at_once_get_exactly_the_limit():
    rate = Rate("test", 100, seconds=10**9)
    with ThreadPoolExecutor(16) as pool:
        found = list(pool.map(lambda _: spend(rate, "me").admitted, range(500)))
    assert sum(found) == 100


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    limit=st.integers(1, 20),
    seconds=st.integers(1, 90),
    steps=st.lists(st.floats(0, 40), min_size=1, max_size=60),
)
def test_whoever_waits_as_told_is_let_in(limit, seconds, steps):
    cache.clear()
    rate, now, admitted = Rate("test", limit, seconds), START, []
    for step in steps:
        now += step
        standing = spend(rate, "me", now=now)
        if standing.admitted:
            admitted.append(now)
        else:
            assert standing.wait >= 1
            now += standing.wait
            assert spend(rate, "me", now=now).admitted
            admitted.append(now)
        window = now // seconds
        assert sum(each // seconds == window for each in admitted) <= limit


def asked(method: str, user: int | None) -> bool:
    request = getattr(APIRequestFactory(), method)("/api/")
    request.auth = Actor(user=user)
    return WritesByUser().allow_request(request, SimpleNamespace())


def test_an_account_may_write_so_often_and_read_as_it_likes(settings):
    settings.THROTTLE_USER = 3
    assert [asked("post", 7) for _ in range(4)] == [True, True, True, False]
    assert not asked("delete", 7)
    assert asked("post", 8)
    assert all(asked(method, 7) for method in ("get", "head", "options") for _ in range(5))
    assert all(asked("post", None) for _ in range(5))


@pytest.mark.parametrize("user", [7, None])
def test_nothing_is_no_limit(settings, user):
    settings.THROTTLE_USER = 0
    assert all(asked("post", user) for _ in range(50))


def test_an_account_that_writes_too_often_is_told_when_to_come_back(settings, client, db):
    settings.THROTTLE_USER = 1
    client.force_login(make_user("ann"))
    client.post("/api/route/", {"task": "x"}, content_type="application/json")
    response = client.post("/api/route/", {"task": "x"}, content_type="application/json")
    assert (response.status_code, response.json()["code"]) == (429, "throttled")
    assert 0 < int(response["Retry-After"]) <= 2 * MINUTE
    assert client.get("/api/agents/").status_code == 200
