"""How a view stops where its answer is known, and sends it again."""

from __future__ import annotations

from rest_framework.response import Response

from api.memory.answer import Answer


class Known(Exception):
    """The answer was given before, and nothing has changed since."""

    def __init__(self, answer: Answer) -> None:
        super().__init__()
        self.answer = answer


class Recalled(Response):
    """200: what was rendered before is sent again."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(status=200, headers=dict(answer.headers))
        self._body = answer.body

    @property
    def rendered_content(self) -> bytes:  # type: ignore[override]
        """Return the bytes of then."""
        return self._body
