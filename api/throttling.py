"""How often somebody may ask: counters that are forgotten after two windows.

A counter is raised in one step that no other request can come between, and it counts only what
was let in, so a limit is never exceeded in the cache that holds it (``config/caches.py``). Where
that is a Redis which is away, everybody is let in: reads must go on, and what matters more (logins,
what an account may store) is counted in the database. A read writes nothing there.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from time import time
from typing import Any, Protocol, cast

from django.conf import settings
from django.core.cache import cache
from rest_framework.permissions import SAFE_METHODS
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from api.authentication import actor_of


class CountersAway(Exception):
    """Nothing can be counted at the moment."""


class Counters(Protocol):
    """What the cache must be able to do, whatever it is."""

    def take(self, key: str, key_before: str, seconds: int) -> tuple[int, int]:
        """Raise a counter by one; return it, and the one of the window before."""

    def give_back(self, key: str) -> None:
        """Lower a counter by one."""


@dataclass(frozen=True, slots=True)
class Rate:
    """At most ``limit`` in any ``seconds``, by the usual estimate over two windows."""

    name: str
    limit: int
    seconds: int = 60


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether one was let in; how many more would be now; seconds until the next one would."""

    admitted: bool
    left: int
    wait: int


def spend(rate: Rate, who: str, *, now: float | None = None) -> Standing:
    """Let one in if the rate allows; what is left of the window before counts in part."""
    window, passed = divmod(time() if now is None else now, rate.seconds)
    key, key_before = (f"{rate.name}:{who}:{int(window) - ago}" for ago in (0, 1))
    counters = cast("Counters", cache)
    try:
        used, before = counters.take(key, key_before, 2 * rate.seconds)
        room = rate.limit - before * (1 - passed / rate.seconds) - used
        if room < 0:
            counters.give_back(key)
    except CountersAway:
        return Standing(True, rate.limit, rate.seconds)
    if room >= 0:
        return Standing(True, math.floor(room), math.ceil(rate.seconds - passed))
    return Standing(False, 0, _wait(rate, used - 1, before, passed))


def _wait(rate: Rate, used: int, before: int, passed: float) -> int:
    """Return after how many whole seconds one more fits, if nobody else comes."""
    if used < rate.limit:  # the window before weighs too much still
        until = rate.seconds * (1 - (rate.limit - used - 1) / before)
    else:  # this one is full, and weighs on the next
        until = rate.seconds + rate.seconds / rate.limit
    return max(1, math.ceil(until - passed))


class WritesByUser(BaseThrottle):
    """Bounds what one account may ask for by methods that change something."""

    standing: Standing | None = None

    def allow_request(self, request: Request, view: Any) -> bool:
        """Return whether this one may pass; reads and strangers are no concern of ours."""
        user = actor_of(request).user
        if user is None or request.method in SAFE_METHODS or not settings.THROTTLE_USER:
            return True
        self.standing = spend(Rate("user", settings.THROTTLE_USER), str(user))
        return self.standing.admitted

    def wait(self) -> float | None:
        """Return in how many seconds to come back."""
        return self.standing.wait if self.standing else None
