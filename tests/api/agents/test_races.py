"""Many writers at once over HTTP: one wins, the others are told, and a key is answered once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from agents_app.models import Agent, IdempotencyKey, JournalEntry, Revision
from tests.api.conftest import Writer
from tests.makers import make_collection, make_text

pytestmark = pytest.mark.django_db(transaction=True)

WRITERS = 5
POSTS = 20


@pytest.fixture
def author(transactional_db: None) -> Writer:
    """An author whose writes are seen by other connections."""
    make_collection()
    return Writer(Client(), "author")


def at_once(author: Writer, count: int, work: Callable[[Writer, int], Any]) -> list[Any]:
    """Do ``work`` in many threads, begun together, each with a client of its own."""
    barrier = Barrier(count)
    session = author.client.cookies

    def begin(number: int) -> Any:
        copy = object.__new__(Writer)
        copy.client, copy.user = Client(), author.user
        copy.client.cookies = session
        barrier.wait(timeout=30)
        try:
            return work(copy, number)
        finally:
            connection.close()

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(begin, range(count)))


def test_of_those_who_saw_the_same_one_wins(author: Writer) -> None:
    assert author.send("post", "agents/", make_text()).status_code == 201
    for turn in range(3):
        tag = author.tag("code-reader")

        def write(writer: Writer, number: int, turn: int = turn, tag: str = tag) -> Any:
            body = {"front_matter": {"by": f"{turn}-{number}"}}
            return writer.send("patch", "agents/code-reader/", body, tag=tag)

        answers = at_once(author, WRITERS, write)
        assert Counter(each.status_code for each in answers) == {200: 1, 412: WRITERS - 1}
        assert {each["ETag"] for each in answers} == {author.tag("code-reader")}
        assert Revision.objects.count() == turn + 2


def test_many_posts_with_one_key_make_one_agent(author: Writer) -> None:
    answers = at_once(
        author,
        POSTS,
        lambda writer, _: writer.send("post", "agents/", make_text(), key="the-same"),
    )
    assert Counter(each.status_code for each in answers) == {201: POSTS}
    assert len({each.content for each in answers}) == 1
    assert sum("Idempotency-Replayed" in each for each in answers) == POSTS - 1
    assert Agent.objects.count() == Revision.objects.count() == IdempotencyKey.objects.count() == 1


def test_one_retires_and_one_revises_or_the_other_way_round(author: Writer) -> None:
    assert author.send("post", "agents/", make_text()).status_code == 201
    tag = author.tag("code-reader")

    def write(writer: Writer, number: int) -> Any:
        if number:
            return writer.send("delete", "agents/code-reader/", tag=tag)
        return writer.send("put", "agents/code-reader/", make_text(body="x"), tag=tag)

    revised, retired = (each.status_code for each in at_once(author, 2, write))
    assert (revised, retired) in {(200, 412), (409, 204), (410, 204), (412, 204)}
    verbs = list(JournalEntry.objects.filter(key="code-reader").values_list("verb", flat=True))
    assert len(verbs) == 2
