"""Answers are packed once, for those who take them packed, under a tag of their own."""

import gzip

import pytest

from api.memory import Answer, Passage, plain_tag, takes_packed
from api.memory.answer import packed_tag

TEXT = b"the same words over and over " * 100


def test_is_packed_once_and_always_the_same():
    answer = Answer((), TEXT)
    cost = answer.cost
    assert not answer.is_packed
    packed = answer.packed
    assert gzip.decompress(packed) == TEXT
    assert answer.packed is packed
    assert answer.is_packed
    assert answer.cost == cost + len(packed)
    assert Answer((), TEXT).packed == packed


@pytest.mark.parametrize("body", [b"", b"short" * 10, bytes(range(256)) * 2])
def test_is_not_packed_where_that_saves_nothing(body):
    answer = Answer((), body)
    assert answer.packed == b""
    assert answer.is_packed


@pytest.mark.parametrize(
    ("accepted", "takes"),
    [
        ("", False),
        ("gzip", True),
        ("GZip", True),
        ("br, gzip;q=0.5", True),
        ("gzip, deflate, br, zstd", True),
        ("*", True),
        ("identity", False),
        ("br", False),
        ("gzip;q=0", False),
        ("gzip; q=0.000", False),
        ("gzip;q=0, *", False),
        ("*;q=0", False),
        ("*;q=0, gzip;q=0.001", True),
        (";;;,,=", False),
    ],
)
def test_takes_it_who_says_so(accepted, takes):
    assert takes_packed(accepted) is takes


@pytest.mark.parametrize("tag", ['"22-bf9eff8ed4e12092-08965198722be11a"', '"sha256:00"'])
def test_every_tag_of_an_answer_leads_to_the_plain_one(tag):
    packed = packed_tag(tag)
    assert packed == f'{tag[:-1]}-gzip"'
    assert plain_tag(packed) == plain_tag(tag) == plain_tag(f"W/{packed}") == tag


def test_leaves_with_the_headers_of_what_it_brings():
    own = [("Server-Timing", "db"), ("X-Request-ID", "one"), ("RateLimit", "r")]
    about = [("ETag", '"1"'), ("Content-Length", "2900"), ("Content-Type", "text/x")]
    passage = Passage("key", [*about, ("Vary", "Accept"), *own])
    answer = Answer((), TEXT)
    assert passage.plain == (*about, ("Vary", "Accept"))
    assert passage.unchanged == (("Vary", "Accept"),)
    assert dict(passage.packed(answer)) == {
        "ETag": '"1-gzip"',
        "Content-Length": str(len(answer.packed)),
        "Content-Type": "text/x",
        "Vary": "Accept",
        "Content-Encoding": "gzip",
    }
    assert passage.cost > 300
