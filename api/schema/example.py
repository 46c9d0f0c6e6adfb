"""A documented example: an address and what is answered there. The tests ask for each of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Example:
    """What ``address`` answers over the shipped library, shortened.

    answer: each member stands in the real answer; each element of a list stands in the real list.
    sent: the body that is posted, None where it is a read. media_type: that of the body.
    """

    address: str
    answer: Any
    sent: Any = None
    media_type: str = "application/json"

    def body(self) -> dict[str, Any]:
        """Return the example as OpenAPI has it."""
        return {
            "summary": f"{'GET' if self.sent is None else 'POST'} {self.address}",
            "value": self.answer,
        }
