"""The one exception that reading a definition may raise."""

from __future__ import annotations


class Refusal(Exception):
    """A text was not taken, and this says why.

    code: stable machine word, e.g. ``"yaml_alias"``.
    message: one sentence for a person, with what to do.
    line, column: 1-based place in the file, None where the whole file is meant.
    """

    def __init__(
        self, code: str, message: str, *, line: int | None = None, column: int | None = None
    ) -> None:
        super().__init__(code, message, line, column)
        self.code = code
        self.message = message
        self.line = line
        self.column = column

    def __str__(self) -> str:
        place = f"line {self.line}: " if self.line else ""
        return f"{place}{self.message} [{self.code}]"
