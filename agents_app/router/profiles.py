"""Agents by what they may use: thousands share a few profiles, so each question is put to few."""

from __future__ import annotations

from collections.abc import Sequence

from agents_app.definitions.tools import Access


class Profiles:
    """What each agent may use, and who may use the same."""

    def __init__(self) -> None:
        self._of: dict[str, Access] = {}
        self._keys: dict[Access, set[str]] = {}

    def __getitem__(self, key: str) -> Access:
        return self._of[key]

    def put(self, key: str, access: Access) -> None:
        """Take an agent in, who must not be there."""
        keys = self._keys.setdefault(access, set())
        keys.add(key)
        self._of[key] = access

    def drop(self, key: str) -> None:
        """Leave an agent out, if it is there."""
        access = self._of.pop(key, None)
        if access is not None:
            self._keys[access].discard(key)
            if not self._keys[access]:
                del self._keys[access]

    def able_to_use(self, tools: Sequence[str]) -> set[str]:
        """Return the keys of those who may really use all of some tools."""
        able = (
            keys for access, keys in self._keys.items() if all(access.has(tool) for tool in tools)
        )
        return set().union(*able)
