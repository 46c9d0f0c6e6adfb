"""Answer once: a request that comes again with its key is not done again."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from agents_app import journal
from agents_app.actor import Actor
from agents_app.errors import KeyReused, Unauthenticated
from agents_app.models import IdempotencyKey

KEPT = timedelta(hours=48)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a write is answered; body: plain JSON values, None for nothing."""

    status: int
    body: Any = None
    headers: dict[str, str] = field(default_factory=dict)
    replayed: bool = False


@dataclass(frozen=True, slots=True)
class Once:
    """The key under which a request may come again; fingerprint: SHA-256 of what it asks."""

    key: str
    fingerprint: str


@transaction.atomic
def answer_once(act: Callable[[], Answer], *, by: Actor, once: Once | None) -> Answer:
    """Act and answer in one transaction; with a key that was used already, only answer.

    The answer is kept with what was done or not at all, for at least 24 hours. Who comes with the
    same key while the first is at work waits for the writers' lock, then gets the same answer. A
    refusal is not kept: it can be tried again. Raises KeyReused for the key of another request.
    """
    journal.lock()
    if once is None:
        return act()
    if by.user is None:
        raise Unauthenticated
    found = IdempotencyKey.objects.filter(user=by.user, key=once.key).first()
    if found is None:
        answer = act()
        _keep(answer, by.user, once)
        return answer
    if found.fingerprint != once.fingerprint:
        raise KeyReused(once.key)
    body = json.loads(zlib.decompress(bytes(found.body)))
    return Answer(found.status, body, found.headers, replayed=True)


def _keep(answer: Answer, user: int, once: Once) -> None:
    now = timezone.now()
    IdempotencyKey.objects.filter(created__lt=now - KEPT).delete()
    IdempotencyKey.objects.create(
        user_id=user,
        key=once.key,
        fingerprint=once.fingerprint,
        status=answer.status,
        headers=answer.headers,
        body=zlib.compress(json.dumps(answer.body).encode()),
        created=now,
    )
