"""The prompt as CommonMark sees it: blocks with lines, a tree of sections, points in lists."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.token import Token

BlockKind = Literal["heading", "paragraph", "item", "row", "other"]

# Past these a body is stored and served, but only its beginning is read for structure: the
# largest real prompt has 41 kB, and block parsing is linear only on friendly text.
MAX_READ_CHARACTERS = 256 * 1024
MAX_READ_LINES = 8_000

_BLOCKS = MarkdownIt("commonmark", {"maxNesting": 12}).enable("table")
_BLOCKS.core.ruler.enableOnly(["normalize", "block"])
_INLINE = MarkdownIt("commonmark")

_TERM = re.compile(
    r"(?P<mark>\*\*|__)(?P<term>(?:(?!(?P=mark)).){1,200}?)(?P=mark)"
    r"[ \t]*(?P<rest>.*)\Z",
    re.S,
)
_GLUE = re.compile(r"^[ \t]*(?:[:\u2013\u2014-]+|\u2192|=>|->)?[ \t]*")
_BOX = re.compile("[\u2500-\u257f]")
_BOX_EDGE = re.compile("^[\u2500-\u257f\\s]*$")
_BULLET = re.compile("^(?:[\u2022\u25cf\u25aa\u2023\u25e6*\u2502\u2713\u2714-]|\\d+[.)])\\s+")


@dataclass(frozen=True, slots=True)
class Block:
    """One leaf of the Markdown outside fences; line is 1-based in the file, text is raw."""

    kind: BlockKind
    text: str
    line: int
    level: int = 0
    cells: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Point:
    """One entry of a list under a heading; term is None where none is set apart."""

    term: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what stands under it up to the next heading; text is raw Markdown."""

    title: str
    level: int
    anchor: str
    line: int
    text: str
    points: tuple[Point, ...]
    sections: tuple[Section, ...] = ()


@dataclass(frozen=True, slots=True)
class Body:
    """What a prompt holds: its opening paragraph, its blocks, its tree of sections.

    truncated: the body is so large that only its beginning was read for structure.
    """

    opening: str
    blocks: tuple[Block, ...]
    sections: tuple[Section, ...]
    truncated: bool

    def flat(self) -> Iterator[Section]:
        """Yield every section in file order."""
        pending = list(reversed(self.sections))
        while pending:
            section = pending.pop()
            yield section
            pending.extend(reversed(section.sections))


def read_body(text: str, first_line: int) -> Body:
    """Read a prompt; ``first_line`` is the file's 1-based line of the prompt's first line."""
    lines = text.split("\n")
    kept = lines[:MAX_READ_LINES]
    beginning = "\n".join(kept)[:MAX_READ_CHARACTERS]
    blocks = tuple(_blocks(_BLOCKS.parse(beginning), first_line))
    opening = next((block.text for block in blocks if block.kind == "paragraph"), "")
    sections = _tree(_sections(blocks, beginning.split("\n"), first_line))
    return Body(opening, blocks, sections, len(beginning) < len(text))


def _blocks(tokens: list[Token], first_line: int) -> Iterator[Block]:
    cells: list[str] | None = None
    opener = tag = ""
    item = False
    for token in tokens:
        if token.type == "list_item_open":
            item = True
        elif token.type == "tr_open":
            cells, line = [], first_line + (token.map or [0])[0]
        elif token.type == "tr_close" and cells is not None:
            yield Block("row", " | ".join(cells), line, cells=tuple(cells))
            cells = None
        elif token.type in ("fence", "code_block", "html_block", "hr"):
            yield Block("other", "", first_line + (token.map or [0])[0])
        elif token.type == "inline":
            if cells is not None:
                cells.append(token.content)
                continue
            line = first_line + (token.map or [0])[0]
            if opener == "heading_open" and token.level == 1:
                yield Block("heading", token.content, line, level=int(tag[1]))
            else:
                # Only the first paragraph of a list item is the item; the rest hangs below it.
                yield Block("item" if item else "paragraph", token.content, line)
                item = False
        if token.nesting == 1:
            opener, tag = token.type, token.tag


def _sections(blocks: tuple[Block, ...], lines: list[str], first_line: int) -> Iterator[Section]:
    heads = [index for index, block in enumerate(blocks) if block.kind == "heading"]
    anchors: dict[str, int] = {}
    for index, following in zip(heads, [*heads[1:], None], strict=False):
        head = blocks[index]
        end = blocks[following].line - first_line if following is not None else len(lines)
        # A setext heading has its underline below it; an ATX heading is one line.
        text = "\n".join(lines[head.line - first_line + 1 : end]).strip("\n")
        title = plain_text(head.text)
        inner = blocks[index + 1 : following]
        anchor = _anchor(title, anchors)
        yield Section(title, head.level, anchor, head.line, text, tuple(_points(inner)))


def _tree(sections: Iterable[Section]) -> tuple[Section, ...]:
    """Hang each section under the nearest earlier one of a lower level."""
    stack: list[tuple[int, Section | None, list[Section]]] = [(0, None, [])]

    def close(level: int) -> None:
        while stack[-1][0] >= level:
            _, section, children = stack.pop()
            assert section is not None
            stack[-1][2].append(replace(section, sections=tuple(children)))

    for section in sections:
        close(section.level)
        stack.append((section.level, section, []))
    close(1)
    return tuple(stack[0][2])


def _points(blocks: Iterable[Block]) -> Iterator[Point]:
    for block in blocks:
        if block.kind == "item":
            yield read_point(block.text)
        elif block.kind == "paragraph" and _BOX.search(block.text):
            yield from _box_points(block.text.split("\n"))


def read_point(text: str) -> Point:
    """Split a list entry into its bold term and the rest; the glue (``:``, ``-``) goes."""
    flat = " ".join(text.split())
    match = _TERM.match(flat)
    if not match:
        return Point(None, flat)
    term = match["term"].strip()
    rest = match["rest"] if term.endswith(":") else _GLUE.sub("", match["rest"])
    return Point(term.rstrip(":").rstrip(), rest.strip())


def _box_points(rows: Iterable[str]) -> Iterator[Point]:
    """Read the rows of a drawn box as a list: a row that ends with ``:`` names the next ones."""
    term: str | None = None
    for row in rows:
        if not _BOX.search(row) or _BOX_EDGE.match(row):
            continue
        inside = row.strip().strip("\u2502\u2503\u2551").strip()
        bullet = _BULLET.sub("", inside)
        if bullet == inside and inside.endswith(":"):
            term = inside.rstrip(":").strip()
        elif bullet != inside and bullet:
            yield Point(term, bullet)


def plain_text(markdown: str) -> str:
    """Return what a reader sees of one line of Markdown, without its marks."""
    if not re.search(r"[*_`\[\]<>&\\!]", markdown):
        return markdown.strip()
    tokens = _INLINE.parseInline(markdown[:1_000])
    parts = (child.content for token in tokens for child in token.children or ())
    return "".join(parts).strip()


def _anchor(title: str, taken: dict[str, int]) -> str:
    """Make the fragment that Git hosts give a heading; a repeated one is numbered."""
    slug = re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")
    number = taken.get(slug, 0)
    taken[slug] = number + 1
    return f"{slug}-{number}" if number else slug
