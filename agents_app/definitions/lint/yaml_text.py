"""Family Y: the front matter as YAML, and what a file's encoding hides."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from agents_app.definitions.definition import Definition
from agents_app.definitions.frontmatter import Field
from agents_app.definitions.lint.finding import Spot, Surroundings, rule
from agents_app.definitions.lint.mending import proven, quoted
from agents_app.definitions.lint.places import key_place, last_line, place_at, spans, value_text
from agents_app.definitions.vocabularies import claude_code

_TABBED = re.compile(r" *\t\s*(?=\S)")
_COMMENT = re.compile(r"(?<=\S)[ \t]++(?P<text>#[^\n]*)")
_SWALLOWED = re.compile(r"[ \t]*(?P<text>#\S[^\n]*)")
_TOOL_LISTS = ("tools", "disallowedTools")
# Behind `model: opus` a comment is a comment; in a sentence it is a loss.
_NO_PROSE = frozenset(claude_code()["keys"]) - {"name", "description", "initialPrompt"}


@rule(
    "Y001",
    "error",
    "This is not valid YAML ({problem}) and Claude Code cannot mend it, so it will not load the "
    "file: put the value in quotes or behind `>-`.",
)
def cannot_be_mended(definition: Definition, _: Surroundings) -> Iterator[Spot]:
    """Strict parsers reject the file, and Claude Code's repair does not reach it."""
    front, shift = definition.front_matter, definition.source.front_line
    tiers = {field.tier for field in front.fields}
    if front.problem is None or ("repaired" in tiers and "salvaged" not in tiers):
        return
    line = front.problem.line + shift
    column = front.problem.column + definition.source.indent + 1
    broken = next((field for field in front.fields if field.tier == "salvaged"), None)
    # An open quote is only noticed at the end of the file, far from where it was opened.
    if broken and not broken.line <= line <= last_line(definition, broken):
        line, column = broken.line, broken.column
    yield Spot(line, column, {"problem": front.problem.problem})


@rule(
    "Y002",
    "error",
    "Claude Code reads front matter only where `---` is the very first thing in the file: remove "
    "{what} before it.",
)
def begins_late(definition: Definition, _: Surroundings) -> Iterator[Spot]:
    """A blank line or a blank before the fence makes Claude Code skip the file."""
    source = definition.source
    if not source.loads:
        what = "the blank lines" if source.front_line > 2 else "the blanks"
        yield Spot(source.front_line - 1, source.indent + 1, {"what": what})


@rule(
    "Y003",
    "warning",
    "Put the value of `{key}` in quotes: as it stands it is not valid YAML, which Claude Code "
    "mends and other tools reject.",
)
def needs_quotes(definition: Definition, _: Surroundings) -> Iterator[Spot]:
    """A one-line value holds YAML syntax such as ``: ``."""
    for field, last in spans(definition):
        other = _is_star(field) or any(_tabs(definition, field, last))
        if field.tier == "repaired" and not other:
            fix = quoted(definition, field)
            yield Spot(field.line, field.column, {"key": field.key}, fix)


@rule("Y004", "warning", 'An unquoted `*` is a YAML alias: write `{key}: "*"` or drop the line.')
def star_is_an_alias(definition: Definition, _: Surroundings) -> Iterator[Spot]:
    """``tools: *`` is valid only for Claude Code's repair."""
    for field in definition.front_matter.fields:
        if field.tier == "repaired" and _is_star(field):
            fix = quoted(definition, field)
            yield Spot(field.line, field.column, {"key": field.key}, fix)


@rule("Y005", "warning", "`{key}` is there more than once and only the {which} counts: keep one.")
def key_twice(definition: Definition, _: Surroundings) -> Iterator[Spot]:
    """Parsers disagree about which of two equal keys counts."""
    which = "first" if definition.tier == "salvaged" else "last"
    seen = set[str]()
    for field in definition.front_matter.fields:
        if field.key in seen:
            place = key_place(definition, field)
            yield Spot(place.line, place.column, {"key": field.key, "which": which})
        seen.add(field.key)


@rule(
    "Y006",
    "warning",
    "` #` starts a YAML comment, so `{lost}` is not part of `{key}`: put the value in quotes if it "
    "should be.",
)
def lost_in_a_comment(definition: Definition, _: Surroundings) -> Iterator[Spot]:
    """An unquoted sentence ends at a hash; an unquoted hex colour is empty."""
    for field, last in spans(definition):
        text = value_text(definition, field, last)
        if lost := _comment(field, text):
            place = place_at(text, lost.start("text"), field.line)
            fix = _uncommented(definition, field) if field.key == "description" else None
            words = {"key": field.key, "lost": lost["text"].rstrip()}
            yield Spot(place.line, place.column, words, fix)


@rule("Y007", "warning", "YAML does not allow a tab as indentation: use two spaces.")
def tab_indents(definition: Definition, _: Surroundings) -> Iterator[Spot]:
    """Claude Code replaces tabs, strict parsers stop at them."""
    for field, last in spans(definition):
        for number, indentation in _tabs(definition, field, last):
            fix = _untabbed(definition, field, number, indentation)
            yield Spot(number, indentation.index("\t") + 1, fix=fix)


@rule("Y008", "info", "The file has {what}: Roster keeps it, a harness reads {read}.")
def odd_encoding(definition: Definition, _: Surroundings) -> Iterator[Spot]:
    """A BOM, foreign line ends and a literal ``\\n`` never reach the model as they are."""
    source = definition.source
    if source.bom:
        yield Spot(1, 1, {"what": "a byte order mark", "read": "past it"})
    for name, number in _foreign_line_ends(source.data):
        words = {"what": f"{name} line ends", "read": "LF"}
        yield Spot(number, len(source.line(number)) + 1, words)
    field = definition.field("description")
    if field and "\\n" in definition.description:
        text = value_text(definition, field, last_line(definition, field))
        place = place_at(text, max(text.find("\\n"), 0), field.line)
        words = {"what": "a literal `\\n` in its description", "read": "a line break"}
        yield Spot(place.line, place.column, words)


def _is_star(field: Field) -> bool:
    return field.key in _TOOL_LISTS and str(field.value).startswith("*")


def _tabs(definition: Definition, field: Field, last: int) -> Iterator[tuple[int, str]]:
    """Yield the lines that a tab indents where that is no YAML, each with its indentation."""
    lines = range(field.key_line, last + 1) if field.tier != "strict" else ()
    for number in lines:
        if match := _TABBED.match(definition.source.line(number)):
            yield number, match[0]


def _untabbed(definition: Definition, field: Field, number: int, indentation: str) -> str | None:
    line = definition.source.line(number)
    mended = indentation.replace("\t", "  ") + line[len(indentation) :]
    return proven(definition, number, mended, field.key, lambda read: bool(read == field.value))


def _comment(field: Field, text: str) -> re.Match[str] | None:
    """Return the comment that cut a plain value short; its group ``text`` is what was lost."""
    if not field.plain or field.tier != "strict":
        return None
    if field.value is None:
        return _SWALLOWED.match(text)
    wordy = isinstance(field.value, str) and field.key not in _NO_PROSE
    return _COMMENT.search(text, field.column - 1) if wordy else None


def _uncommented(definition: Definition, field: Field) -> str | None:
    """Return the line with all of it in quotes, what stands behind the hash included."""
    line = definition.source.line(field.line)
    return quoted(definition, replace(field, value=line[field.column - 1 :].rstrip()))


def _foreign_line_ends(data: bytes) -> Iterator[tuple[str, int]]:
    """Yield the kinds of line end that are not LF, each with the first line that has it."""
    plain = data.replace(b"\r\n", b"\n")
    if len(plain) < len(data):
        before = data[: data.index(b"\r\n")]
        yield "CRLF", 1 + before.count(b"\n") + before.count(b"\r")
    if b"\r" in plain:
        yield "CR", 1 + plain[: plain.index(b"\r")].count(b"\n")
