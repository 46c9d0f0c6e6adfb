"""The address of a text: the SHA-256 of its exact bytes."""

from __future__ import annotations

import hashlib


def digest_of(data: bytes) -> str:
    """Return ``"sha256:"`` and 64 lower-case hex digits."""
    return "sha256:" + hashlib.sha256(data).hexdigest()
