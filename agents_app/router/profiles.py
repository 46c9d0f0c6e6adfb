"""Agents by what they may use: thousands share a few profiles, so a question is put to few."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from agents_app.definitions.tools import Access


class Profiles:
    """What each agent may use; who may use the same has the same Access, not an equal one."""

    def __init__(self) -> None:
        self._of: dict[str, Access] = {}
        self._shared: dict[Access, Access] = {}
        self._users: Counter[int] = Counter()

    def __getitem__(self, key: str) -> Access:
        return self._of[key]

    def __len__(self) -> int:
        return len(self._shared)

    def put(self, key: str, access: Access) -> None:
        """Take an agent in, instead of what was there under its key."""
        self.drop(key)
        shared = self._of[key] = self._shared.setdefault(access, access)
        self._users[id(shared)] += 1

    def drop(self, key: str) -> None:
        """Leave an agent out, if it is there, and its profile with the last of its users."""
        shared = self._of.pop(key, None)
        if shared is not None:
            self._users[id(shared)] -= 1
            if not self._users[id(shared)]:
                del self._users[id(shared)], self._shared[shared]

    def able_to_use(self, tools: Sequence[str]) -> Callable[[str], bool]:
        """Return what says of a key whether the agent may really use all of some tools."""
        able = {id(access) for access in self._shared if all(access.has(tool) for tool in tools)}
        return lambda key: id(self._of[key]) in able
