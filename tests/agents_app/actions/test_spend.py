"""An allowance is exact: one after another, many at once, and as time goes by."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from agents_app.actions import spend as spending
from agents_app.actions.spend import Balance, Rate, spend
from agents_app.models import Bucket

TEN_A_MINUTE = Rate(10, 60)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """A clock that stands until it is moved."""
    now = [1_800_000_000.0]
    monkeypatch.setattr(spending.time, "time", lambda: now[0])
    return now


@pytest.mark.django_db
def test_there_is_as_much_as_the_rate_says_and_then_one_for_each_share_of_the_time(
    clock: list[float],
) -> None:
    lefts = [spend("a", "ann", TEN_A_MINUTE).left for _ in range(10)]
    assert lefts == list(range(9, -1, -1))
    assert spend("a", "ann", TEN_A_MINUTE) == Balance(False, 0, pytest.approx(6))
    clock[0] += 5.9
    assert not spend("a", "ann", TEN_A_MINUTE).is_paid
    clock[0] += 0.2
    assert spend("a", "ann", TEN_A_MINUTE).is_paid
    assert not spend("a", "ann", TEN_A_MINUTE).is_paid
    clock[0] += 3600
    assert spend("a", "ann", TEN_A_MINUTE) == Balance(True, 9, 0)


@pytest.mark.django_db
def test_kinds_and_subjects_are_apart_and_no_name_is_stored(clock: list[float]) -> None:
    assert spend("a", "ann", Rate(1, 60)).is_paid
    assert not spend("a", "ann", Rate(1, 60)).is_paid
    assert spend("b", "ann", Rate(1, 60)).is_paid
    assert spend("a", "bob", Rate(1, 60)).is_paid
    assert not [key for key in Bucket.objects.values_list("key", flat=True) if "ann" in key]


@pytest.mark.django_db
def test_more_than_one_is_all_or_nothing_and_can_be_given_back(clock: list[float]) -> None:
    assert spend("a", "ann", TEN_A_MINUTE, cost=8).is_paid
    assert spend("a", "ann", TEN_A_MINUTE, cost=3) == Balance(False, 2, pytest.approx(6))
    assert not spend("a", "ann", TEN_A_MINUTE, cost=11).is_paid
    assert spend("a", "ann", TEN_A_MINUTE, cost=-3).left == 5
    assert spend("a", "ann", TEN_A_MINUTE, cost=-10).left == 10
    assert spend("a", "ann", TEN_A_MINUTE).left == 9


@pytest.mark.django_db
def test_buckets_that_have_drained_go_when_new_ones_come(clock: list[float]) -> None:
    for number in range(20):
        spend("a", str(number), TEN_A_MINUTE)
    assert Bucket.objects.count() == 20
    clock[0] += 3600
    for number in range(20, 40):
        spend("a", str(number), TEN_A_MINUTE)
    assert Bucket.objects.count() == 20


@pytest.mark.django_db
def test_spending_is_two_queries_and_being_refused_one_read(
    django_assert_num_queries: type,
) -> None:
    spend("a", "ann", TEN_A_MINUTE)
    with django_assert_num_queries(2):  # what there is, the update that decides
        spend("a", "ann", Rate(2, 60))
    with django_assert_num_queries(1):  # what there is
        assert not spend("a", "ann", Rate(1, 60)).is_paid


@pytest.mark.django_db(transaction=True)
def test_many_at_once_get_no_more_than_one_after_another() -> None:
    barrier = Barrier(8)

    def ask(number: int) -> int:
        barrier.wait(timeout=10)
        try:
            return sum(spend("a", "ann", Rate(25, 86_400)).is_paid for _ in range(10))
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(ask, range(8))) == 25
