"""Reads from a replica, when it is as new as the primary; writes and sign-in from the primary.

A replica follows the primary a moment later. So for each request that only reads, the serial is
asked of both, and the replica answers only where it has all that the primary had then. Then
everything that makes the answer comes from there, the serial of its tag included: the tag is never
newer than the rows, a writer finds what they wrote, and no reader is sent back in time. A replica
that lags or is away is passed over, request by request.

Who asks and what they may see is always asked of the primary, because no serial tells of a change
there: an account that is disabled, a token that is revoked, a collection that becomes private.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from time import monotonic
from typing import Any

from django.conf import settings
from django.db import Error, connections, models
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from agents_app.models import JournalHead

PRIMARY, REPLICA = "default", "replica"
SAFE = ("GET", "HEAD")
# What the journal's serial is the version of, by the names of models.
VERSIONED = {
    *("agent", "capability", "finding", "grant", "integration", "journalentry", "journalhead"),
    *("revision", "section", "tool", "toolset"),
}
REST = 5.0  # seconds after a failure in which the replica is left alone

logger = logging.getLogger(__name__)


@dataclass(slots=True)
class Choice:
    """Which database a request reads from; None until something is read."""

    alias: str | None = None


_choice: ContextVar[Choice | None] = ContextVar("choice", default=None)
_away_until = 0.0


class ReplicaMiddleware:
    """Lets requests that only read choose a database; without a replica it is not there."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer."""
        if REPLICA not in settings.DATABASES or request.method not in SAFE:
            return self.get_response(request)
        with reading():
            return self.get_response(request)


@contextmanager
def reading() -> Iterator[None]:
    """Let what is read inside the block come from the replica, all of it or nothing."""
    before = _choice.set(Choice())
    try:
        yield
    finally:
        _choice.reset(before)


class ReplicaRouter:
    """Sends reads of versioned rows to the database that the request has chosen."""

    def db_for_read(self, model: type[models.Model], **hints: Any) -> str:
        """Return the alias to read from."""
        choice = _choice.get()
        if choice is None or model._meta.model_name not in VERSIONED or not _is_ours(model):
            return PRIMARY
        if connections[PRIMARY].in_atomic_block:
            return PRIMARY
        if choice.alias is None:
            choice.alias = PRIMARY  # for the questions that the choice itself asks
            choice.alias = REPLICA if is_level() else PRIMARY
        return choice.alias

    def db_for_write(self, model: type[models.Model], **hints: Any) -> str:
        """Return the primary."""
        return PRIMARY

    def allow_relation(self, one: models.Model, other: models.Model, **hints: Any) -> bool:
        """Allow all: both hold the same rows."""
        return True

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        """Migrate the primary alone; the replica follows."""
        return db == PRIMARY


def is_level() -> bool:
    """Return whether the replica has all that the primary has at this moment."""
    global _away_until
    if monotonic() < _away_until:
        return False
    wanted = _serial(PRIMARY)
    try:
        return _serial(REPLICA) >= wanted
    except Error as error:
        _away_until = monotonic() + REST
        logger.warning("The replica could not answer: %s", error)
        return False


def _serial(alias: str) -> int:
    return JournalHead.objects.using(alias).values_list("serial", flat=True).first() or 0


def _is_ours(model: type[models.Model]) -> bool:
    return model._meta.app_label == "agents_app"
