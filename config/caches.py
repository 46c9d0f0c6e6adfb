"""Where counters live: in each process its own, or in a Redis that all of them share."""

from __future__ import annotations

from typing import Any

from django.core.cache.backends.locmem import LocMemCache

SHARED = "config.shared_counters.SharedCounters"


class OwnCounters(LocMemCache):
    """Counters of this process alone, so that each process of a server grants the whole rate."""

    def take(self, key: str, key_before: str, seconds: int) -> tuple[int, int]:
        """Raise a counter by one; return it, and the one of the window before."""
        return self._raised(key, seconds), int(self.get(key_before, 0))

    def give_back(self, key: str) -> None:
        """Lower a counter by one, if it is still there."""
        try:
            self.decr(key)
        except ValueError:
            return

    def _raised(self, key: str, seconds: int) -> int:
        while not self.add(key, 1, seconds):
            try:
                return self.incr(key)
            except ValueError:  # thrown out between the two, as a full cache may
                continue
        return 1


def cache_settings(address: str) -> dict[str, Any]:
    """Return Django's settings for the cache, in the Redis at an address if there is one."""
    if not address:
        options = {"MAX_ENTRIES": 100_000}
        return {"BACKEND": "config.caches.OwnCounters", "OPTIONS": options}
    return {
        "BACKEND": SHARED,
        "LOCATION": address,
        "KEY_PREFIX": "roster",
    }
