"""Counters in a Redis, raised in one round trip; loaded only where ``ROSTER_CACHE_URL`` is set."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic
from typing import Any

from django.core.cache.backends.redis import RedisCache
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

from api.throttling import CountersAway

logger = logging.getLogger(__name__)

# A throttle must not make anybody wait longer than what it guards.
PATIENCE = 0.5  # seconds
REST = 2.0  # seconds after a failure in which Redis is left alone


class SharedCounters(RedisCache):
    """Counters of all processes and machines together; Redis alone decides who was before whom."""

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        options = {
            "socket_timeout": PATIENCE,
            "socket_connect_timeout": PATIENCE,
            # Once more at once: a connection may be left from before Redis was started again.
            "retry": Retry(NoBackoff(), 1),
        }
        super().__init__(server, params | {"OPTIONS": options | params.get("OPTIONS", {})})
        self.away_until = 0.0

    def take(self, key: str, key_before: str, seconds: int) -> tuple[int, int]:
        """Raise a counter by one; return it, and the one of the window before.

        Raises CountersAway.
        """
        here, before = self.make_and_validate_key(key), self.make_and_validate_key(key_before)
        with self._or_away():
            steps = self._cache.get_client(write=True).pipeline(transaction=True)
            steps.set(here, 0, ex=seconds, nx=True)
            steps.incr(here)
            steps.get(before)
            _, used, used_before = steps.execute()
        return int(used), int(used_before or 0)

    def give_back(self, key: str) -> None:
        """Lower a counter by one; it was raised a moment ago. Raises CountersAway."""
        with self._or_away():
            self._cache.get_client(write=True).decr(self.make_and_validate_key(key))

    @contextmanager
    def _or_away(self) -> Iterator[None]:
        """Tell Redis' troubles as one, and don't try again at once: each try costs patience."""
        if monotonic() < self.away_until:
            raise CountersAway("left alone after a failure")
        try:
            yield
        except RedisError as error:
            self.away_until = monotonic() + REST
            logger.warning("Nobody is throttled while Redis is away: %s", error)
            raise CountersAway(str(error)) from error
