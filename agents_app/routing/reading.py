"""What of a definition is compared with a task: its fields as plain text, its own examples."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

FIELDS = ("name", "description", "opening", "body", "examples")

# Only so much of a text is read: the largest real prompt has 41 kB.
MOST_CHARACTERS = 128 * 1024
MOST_EXAMPLES = 40
_MOST_OF_AN_EXAMPLE = 400

_FENCE = re.compile(r"[ \t]*(`{3,}|~{3,})")
_BLOCK = re.compile(r"<example>(.*?)(?:</example>|\Z)", re.S | re.I)
_SAYS = re.compile(
    r"(?:^|\\n|[\n>.])[ \t\"'*-]{0,8}user[ \t*]{0,4}:[ \t*]{0,4}(?P<said>[^\n]+)", re.I
)
_ENDS = re.compile(r"\\n|</?[a-z]+>|\bassistant\s*:|\bcommentary\b", re.I)
_SPEAKER = re.compile(r"user[ \t*]{0,4}:")
_TAGS = re.compile(r"</?(?:example|commentary|user|assistant)>|\\n", re.I)


@dataclass(frozen=True, slots=True)
class Entry:
    """One agent as it is ranked.

    key: its address, by which ties are broken; scope: its collection; description and body: as
    written; opening: the first paragraph of the body.
    """

    key: str
    scope: str
    name: str
    description: str
    opening: str
    body: str


@dataclass(frozen=True, slots=True)
class Reading:
    """The texts of an entry by field, code left out, and its examples one by one."""

    texts: tuple[str, ...]
    examples: tuple[str, ...]


def read_entry(entry: Entry) -> Reading:
    """Cut an entry into the fields that are compared."""
    description, spoken = _cut(entry.description[:MOST_CHARACTERS])
    prose = "\n".join(_without_code(entry.body[:MOST_CHARACTERS]))
    body, more = _cut(prose)
    examples = tuple(dict.fromkeys([*spoken, *more]))[:MOST_EXAMPLES]
    texts = (entry.name, description, entry.opening, body, "\n".join(examples))
    return Reading(texts, examples)


def _without_code(body: str) -> Iterator[str]:
    """Yield the lines outside fences; a pattern would be quadratic on hostile text."""
    fence = ""
    for line in body.split("\n"):
        marked = ("```" in line or "~~~" in line) and _FENCE.match(line)
        mark = marked[1] if marked else ""
        if fence:
            closes = mark.startswith(fence) and not line.strip(" \t`~")
            fence = "" if closes else fence
        elif mark:
            fence = mark
        else:
            yield line


def _cut(text: str) -> tuple[str, list[str]]:
    """Return a text without its example blocks, and what the users in it say."""
    if not ("<" in text or "\\n" in text or _SPEAKER.search(text.lower())):
        return text, []  # most texts: to look for each of the patterns takes longer
    said = [found for block in _BLOCK.findall(text) for found in _spoken(block)]
    outside = _BLOCK.sub(" ", text)
    return _TAGS.sub(" ", outside), [*said, *_spoken(outside)]


def _spoken(text: str) -> list[str]:
    found = (_ENDS.split(match["said"])[0] for match in _SAYS.finditer(text))
    cleaned = (words.strip(" \t\"'*")[:_MOST_OF_AN_EXAMPLE] for words in found)
    return [words for words in cleaned if words]
