"""Answers that are kept: with what was done or not at all, for a while, for one account."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from agents_app.actions.answer_once import KEPT, Answer, Once, answer_once
from agents_app.actions.publish_agent import publish_agent
from agents_app.actor import SYSTEM, Actor
from agents_app.errors import KeyReused, Unauthenticated
from agents_app.models import Agent, IdempotencyKey
from tests.makers import make_collection, make_text, make_user

pytestmark = pytest.mark.django_db

ONCE = Once("key", "a" * 64)


@pytest.fixture
def ann() -> Actor:
    return Actor.of(make_user("ann", "author"))


def test_the_same_is_said_again_and_not_done_again(ann: Actor) -> None:
    done: list[int] = []

    def act() -> Answer:
        done.append(1)
        return Answer(201, {"é": [1, None]}, {"ETag": '"1"'})

    first, again = (answer_once(act, by=ann, once=ONCE) for _ in range(2))
    assert (first.status, first.body, first.headers) == (again.status, again.body, again.headers)
    assert (first.replayed, again.replayed, done) == (False, True, [1])
    with pytest.raises(KeyReused):
        answer_once(act, by=ann, once=Once("key", "b" * 64))


def test_what_fails_leaves_no_key_and_no_agent(ann: Actor) -> None:
    collection = make_collection()

    def act() -> Answer:
        publish_agent(collection, make_text(), by=ann)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        answer_once(act, by=ann, once=ONCE)
    assert not Agent.objects.exists()
    assert not IdempotencyKey.objects.exists()


def test_without_a_key_nothing_is_kept_and_nobody_has_one() -> None:
    assert answer_once(lambda: Answer(204), by=SYSTEM, once=None) == Answer(204)
    assert not IdempotencyKey.objects.exists()
    with pytest.raises(Unauthenticated):
        answer_once(lambda: Answer(204), by=SYSTEM, once=ONCE)


def test_old_keys_are_forgotten_when_new_ones_come(ann: Actor) -> None:
    for name, age in (("old", KEPT), ("young", timedelta(hours=24))):
        answer_once(lambda: Answer(204), by=ann, once=Once(name, "a" * 64))
        at = timezone.now() - age - timedelta(seconds=1)
        IdempotencyKey.objects.filter(key=name).update(created=at)
    answer_once(lambda: Answer(204), by=ann, once=Once("new", "a" * 64))
    assert set(IdempotencyKey.objects.values_list("key", flat=True)) == {"young", "new"}
