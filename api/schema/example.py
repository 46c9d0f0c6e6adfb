"""A documented example: an address and what is answered there. The tests ask for each of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Example:
    """What ``address`` answers over the shipped library, shortened.

    answer: each member stands in the real answer; each element of a list stands in the real list.
    sent: the body, None where there is none; media_type: its own. method: that of HTTP, where the
    body does not tell.
    """

    address: str
    answer: Any
    sent: Any = None
    media_type: str = "application/json"
    method: str = ""

    def body(self) -> dict[str, Any]:
        """Return the example as OpenAPI has it."""
        method = self.method or ("GET" if self.sent is None else "POST")
        return {
            "summary": f"{method} {self.address}",
            "value": self.answer,
        }
