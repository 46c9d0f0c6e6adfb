"""Bytes in, front matter and body out, nothing lost: the bytes stay the truth."""

from __future__ import annotations

from dataclasses import dataclass

from agents_app.definitions.refusal import Refusal

MAX_BYTES = 1024 * 1024
MAX_FRONT_MATTER_BYTES = 64 * 1024
FENCE = "---"
BOM = "\ufeff"


@dataclass(frozen=True, slots=True)
class Source:
    """One definition file, cut at its fences.

    data: the file as it came, byte for byte.
    lines: the text without BOM, cut at CRLF, LF or CR; ``lines[0]`` is line 1.
    front_line: 1-based line of the first front matter line (the one after the opening fence).
    body_line: 1-based line of the first body line (the one after the closing fence).
    indent: blanks before every fence; over 0 or with ``front_line > 2`` no harness loads the file.
    """

    data: bytes
    lines: tuple[str, ...]
    front_line: int
    body_line: int
    indent: int
    bom: bool
    crlf: bool

    @property
    def front_lines(self) -> tuple[str, ...]:
        """Return the lines between the fences, freed of the fences' own indentation."""
        lines = self.lines[self.front_line - 1 : self.body_line - 2]
        return tuple(_dedented(line, self.indent) for line in lines)

    @property
    def body(self) -> str:
        """Return what follows the closing fence, with ``\\n`` line ends."""
        return "\n".join(self.lines[self.body_line - 1 :])

    @property
    def loads(self) -> bool:
        """Return whether the opening fence stands where harnesses look for it: at byte 0."""
        return self.front_line == 2 and self.indent == 0

    def line(self, number: int) -> str:
        """Return the text of a 1-based line, ``""`` where the file has no such line."""
        return self.lines[number - 1] if 0 < number <= len(self.lines) else ""


def read_source(data: bytes) -> Source:
    """Cut a file at its fences, or refuse it with a code and a line.

    Codes: too_large, not_utf8, nul_byte, no_front_matter, front_matter_unclosed,
    front_matter_too_large.
    """
    text = _decoded(data)
    bom = text.startswith(BOM)
    lines = tuple(text.removeprefix(BOM).replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    opening = _opening_fence(lines)
    indent = len(lines[opening]) - len(lines[opening].lstrip(" "))
    closing = _closing_fence(lines, opening, indent)
    size = sum(len(line.encode()) + 1 for line in lines[opening + 1 : closing])
    if size > MAX_FRONT_MATTER_BYTES:
        raise Refusal(
            "front_matter_too_large",
            f"The front matter has {size:,} bytes; {MAX_FRONT_MATTER_BYTES:,} are allowed. "
            "Move the text into the body.",
            line=opening + 1,
        )
    return Source(data, lines, opening + 2, closing + 2, indent, bom, b"\r\n" in data)


def _decoded(data: bytes) -> str:
    if len(data) > MAX_BYTES:
        raise Refusal("too_large", f"The file has {len(data):,} bytes; {MAX_BYTES:,} are allowed.")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - (data.rfind(b"\n", 0, error.start) + 1) + 1
        raise Refusal(
            "not_utf8",
            f"Byte {error.start} is not UTF-8. Save the file as UTF-8.",
            line=line,
            column=column,
        ) from None
    if (at := text.find("\0")) >= 0:
        raise Refusal(
            "nul_byte", "The file holds a NUL character.", line=text.count("\n", 0, at) + 1
        )
    return text


def _opening_fence(lines: tuple[str, ...]) -> int:
    """Find the opening fence, past blank lines only: such a file is read, with a finding."""
    for number, line in enumerate(lines):
        if line.strip():
            if line.strip(" \t") == FENCE and not line.startswith("\t"):
                return number
            break
    raise Refusal(
        "no_front_matter",
        "There is no front matter: the first line must be '---', followed by name and description.",
        line=1,
    )


def _closing_fence(lines: tuple[str, ...], opening: int, indent: int) -> int:
    for number in range(opening + 1, len(lines)):
        line = _dedented(lines[number], indent)
        if line.startswith(FENCE) and line.strip(" \t") == FENCE:
            return number
    raise Refusal(
        "front_matter_unclosed",
        "The front matter is never closed: put a line '---' after the last key.",
        line=opening + 1,
    )


def _dedented(line: str, indent: int) -> str:
    return line[indent:] if not line[:indent].strip(" ") else line
