"""A request has one id: the sender's where it is harmless, else one that nobody else has."""

import pytest

from agents_app.tracing import begin, current_request


@pytest.mark.parametrize("wished", ["a" * 8, "0f8fad5b-d9cb-469f-a165-70867728950e", "A.b-3" * 12])
def test_a_harmless_wish_is_granted(wished):
    assert begin(wished) == wished == current_request()


@pytest.mark.parametrize(
    "wished",
    [
        *("", "short", "a" * 65, "-leading-hyphen", "two words", "roster_0123456789abcdef"),
        *("line\nend", "trailing-end\n", 'quote"quote', "ünïcödé-id", "<script>alert(1)</script>"),
    ],
)
def test_any_other_gets_a_new_one(wished):
    made = begin(wished)
    assert made != wished
    assert len(made) == 32
    assert made == current_request()
    assert begin(wished) != made
