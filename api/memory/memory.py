"""A bounded memory of what one version of the registry was asked, one per process."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, NamedTuple

from django.conf import settings

from agents_app.version import NONE, Version

# What an entry costs beside its content: its place in the table, and its key.
_OVERHEAD = 400
# No single answer takes the place of all others.
_LARGEST_SHARE = 8

# Where a view leaves word, in the environment of its request, of what it kept or recalled.
NOTE = "roster.kept"


class Note(NamedTuple):
    """Under what an answer stands in the memory."""

    version: Version
    key: Hashable


class Memory:
    """Keeps what is asked again, and forgets first what was asked longest ago.

    It holds one version at a time: with the first question about another one all goes, for
    nothing of it can be asked for again.
    """

    def __init__(self, most: Callable[[], int]) -> None:
        """most: how many bytes it may take, asked each time something is kept; 0 keeps nothing."""
        self._most = most
        self._lock = Lock()
        self._version = NONE
        self._entries: OrderedDict[Hashable, tuple[Any, int]] = OrderedDict()
        self.size = self.hits = self.misses = 0

    def __len__(self) -> int:
        return len(self._entries)

    @property
    def is_on(self) -> bool:
        """Return whether it keeps anything at all."""
        return self._most() > 0

    def find(self, version: Version, key: Hashable) -> Any:
        """Return what was kept under a key for this version, None where there is nothing."""
        with self._lock:
            if version != self._version:
                self._forget(version)
            entry = self._entries.get(key)
            if entry is None:
                return None
            self._entries.move_to_end(key)
            return entry[0]

    def count(self, found: object) -> None:
        """Count a question as answered from here, or not: by what was found, None for nothing."""
        if found is None:
            self.misses += 1
        else:
            self.hits += 1

    def keep(self, version: Version, key: Hashable, found: Any, cost: int) -> bool:
        """Keep something of some bytes and return whether it was kept.

        Not under a version that nobody asks for any more: whoever was slow keeps nothing.
        """
        cost += _OVERHEAD
        most = self._most()
        with self._lock:
            if version != self._version or cost > most // _LARGEST_SHARE:
                return False
            self.size += cost - self._entries.pop(key, (None, 0))[1]
            self._entries[key] = (found, cost)
            while self.size > most:
                _, (_, freed) = self._entries.popitem(last=False)
                self.size -= freed
            return True

    def clear(self) -> None:
        """Forget all."""
        with self._lock:
            self._forget(NONE)

    def _forget(self, version: Version) -> None:
        self._version = version
        self._entries.clear()
        self.size = 0


memory = Memory(lambda: settings.CACHE_MEBIBYTES << 20)
