"""A memory is bounded, holds one version, and forgets first what nobody asks for."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents_app.version import Version
from api.memory import Memory

NOW, LATER = Version(1, "then"), Version(2, "now")
ROOM = 100_000


@pytest.fixture
def memory():
    """One that has been asked about a version."""
    found = Memory(lambda: ROOM)
    found.find(NOW, "nothing")
    return found


def test_gives_back_what_it_keeps_for_that_version_alone(memory):
    assert memory.keep(NOW, "key", "answer", 10)
    assert memory.find(NOW, "key") == "answer"
    assert memory.find(NOW, "other") is None
    assert memory.find(LATER, "key") is None
    assert (len(memory), memory.size) == (0, 0)


@pytest.mark.parametrize("other", [Version(1, "another time"), Version(0, "then"), LATER])
def test_a_version_is_the_same_only_as_a_whole(memory, other):
    memory.keep(NOW, "key", "answer", 10)
    assert memory.find(other, "key") is None


def test_whoever_was_slow_keeps_nothing(memory):
    memory.find(LATER, "key")
    assert not memory.keep(NOW, "key", "old", 10)
    assert memory.find(LATER, "key") is None


def test_what_was_asked_longest_ago_goes_first(memory):
    for key in "abcdefghij":
        memory.keep(NOW, key, key, 9_000)
    assert memory.find(NOW, "a") == "a"
    memory.keep(NOW, "k", "k", 9_000)
    assert (memory.find(NOW, "a"), memory.find(NOW, "b")) == ("a", None)


def test_no_answer_takes_all_the_room(memory):
    assert not memory.keep(NOW, "large", "large", ROOM // 2)
    assert memory.find(NOW, "large") is None


def test_none_is_kept_where_there_is_no_room():
    off = Memory(lambda: 0)
    off.find(NOW, "key")
    assert not off.is_on
    assert not off.keep(NOW, "key", "answer", 1)


def test_counts_what_it_is_told_of(memory):
    memory.keep(NOW, "key", "answer", 10)
    for key in ("key", "key", "other"):
        memory.count(memory.find(NOW, key))
    assert (memory.hits, memory.misses) == (2, 1)


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 20_000), st.booleans())))
def test_is_never_larger_than_it_may_be(steps):
    memory = Memory(lambda: ROOM)
    memory.find(NOW, 0)
    for key, cost, is_asked in steps:
        if is_asked:
            memory.find(NOW, key)
        else:
            memory.keep(NOW, key, cost, cost)
        assert 0 <= memory.size <= ROOM
        assert memory.size == sum(cost for _, cost in memory._entries.values())


def test_many_threads_may_ask(memory):
    def work(start: int) -> bool:
        for number in range(start, start + 2_000):
            version, key = (NOW, LATER)[number // 500 % 2], number % 40
            memory.keep(version, key, (version, key), number % 9_000)
            assert memory.find(version, key) in (None, (version, key))
        return True

    with ThreadPoolExecutor(4) as pool:
        assert all(pool.map(work, (0, 250, 500, 1_000)))
    assert memory.size == sum(cost for _, cost in memory._entries.values()) <= ROOM
