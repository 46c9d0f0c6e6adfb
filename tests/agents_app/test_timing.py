"""A request's bill: whoever spends tells, and outside of a request nobody has to know."""

from concurrent.futures import ThreadPoolExecutor

from agents_app import timing


def test_what_is_told_stands_on_the_bill():
    spent = timing.begin()
    timing.tell("cache", "hit")
    timing.tell("index", seconds=0.25)
    assert spent.entries == {"cache": timing.Entry(None, "hit"), "index": timing.Entry(0.25)}
    timing.tell("cache", "miss")
    assert spent.entries["cache"].description == "miss"


def test_each_request_has_a_bill_of_its_own():
    first = timing.begin()
    assert timing.spent_now() is first
    assert timing.begin() is timing.spent_now() is not first
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(timing.spent_now).result() is None
        pool.submit(timing.tell, "cache", "hit").result()
    assert timing.spent_now().entries == {}


def test_statements_are_kept_only_for_a_profile():
    assert timing.begin().statements is None
    assert timing.begin(profile=True).statements == []
