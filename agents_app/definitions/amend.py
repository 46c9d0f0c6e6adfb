"""Fields into a file that is there: only the lines of what changes are written anew."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import yaml

from agents_app.definitions.compose import (
    as_prompt,
    check_written,
    encoded,
    not_amendable,
    same,
)
from agents_app.definitions.frontmatter import Field, FrontMatter, read_front_matter
from agents_app.definitions.source import BOM, Source, read_source
from agents_app.definitions.yaml_text import entry

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")
_KEEPS_ITS_COMMENT = 3  # events: the mapping begins, its key, its value


def amend_definition(data: bytes, changes: Mapping[str, Any], *, body: str | None = None) -> bytes:
    """Change front matter keys in place, and the prompt where ``body`` is given.

    changes: keys to values of JSON's types; None removes a key, wherever it stands. Every other
    line stays byte for byte: comments, order, quoting, indentation, line ends. New keys go to the
    end of the front matter. What has the wanted value already is left as it is written.

    The result is read again in whatever tier it needs and must say exactly what was asked, and of
    all else what it said before. Raises Refusal ``not_amendable`` where that can't be done line by
    line (a front matter in one line of braces, keys swallowed by an open quote), and what reading
    and writing raise (see ``read_definition``, ``compose_definition``).
    """
    source = read_source(data)
    front = read_front_matter(source)
    text = data.decode()
    mark = BOM if text.startswith(BOM) else ""
    lines = _LINE.findall(text.removeprefix(BOM))
    prompt = as_prompt(source.body)
    wanted = {key: value for key, value in changes.items() if not _stands(front, key, value)}
    if body is not None and as_prompt(body) != prompt:
        prompt = as_prompt(body)
        lines = _with_prompt(lines, source, prompt)
    if wanted:
        lines = _with_fields(lines, source, front, wanted)
    amended = encoded(mark + "".join(lines))
    if amended != data:
        found = check_written(amended, _promised(front, wanted), prompt)
        # A mended text may be read in another tier, and then another duplicate may count.
        said = {key: front.value(key) for key in {field.key for field in front.fields}} | wanted
        if not all(same(found.value(key), value) for key, value in said.items()):
            raise not_amendable()
    return amended


def patch_definition(data: bytes, patch: Mapping[str, Any], *, body: str | None = None) -> bytes:
    """Amend by a merge patch (RFC 7396): None removes, a mapping changes a mapping in part."""
    front = read_front_matter(read_source(data))
    changes = {key: merged(front.value(key), value) for key, value in patch.items()}
    return amend_definition(data, changes, body=body)


def merged(old: Any, patch: Any) -> Any:
    """Return a value with a merge patch applied to it."""
    if not isinstance(patch, Mapping):
        return patch
    kept = dict(old) if isinstance(old, Mapping) else {}
    kept |= {key: merged(kept.get(key), value) for key, value in patch.items()}
    return {key: value for key, value in kept.items() if patch.get(key, value) is not None}


def _stands(front: FrontMatter, key: str, value: Any) -> bool:
    field = front.field(key)
    if value is None or field is None:
        return value is None and field is None
    return same(field.value, value)


def _promised(front: FrontMatter, wanted: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """Return what the front matter must say afterwards, in order."""
    found = [
        (field.key, wanted[field.key] if _is_rewritten(front, field, wanted) else field.value)
        for field in front.fields
        if wanted.get(field.key, field) is not None
    ]
    there = {field.key for field in front.fields}
    return found + [(key, value) for key, value in wanted.items() if key not in there]


def _is_rewritten(front: FrontMatter, field: Field, wanted: Mapping[str, Any]) -> bool:
    """Of duplicates the one that counts is; where a mended text may count otherwise, each is."""
    counts = field is front.field(field.key) or front.tier != "strict"
    return counts and wanted.get(field.key) is not None


def _with_fields(
    lines: list[str], source: Source, front: FrontMatter, wanted: Mapping[str, Any]
) -> list[str]:
    """Work from the end to the beginning, so that the numbers of earlier lines hold."""
    end = source.body_line - 2  # the closing fence, counted from 0
    fields = sorted(front.fields, key=lambda field: field.key_line)
    if any(_begins_with_brace(line) for line in lines[source.front_line - 1 : fields[0].key_line]):
        raise not_amendable()
    known = {field.key for field in fields}
    margin = _margin(lines[fields[0].key_line - 1])
    eol = _line_end(lines[source.front_line - 2])
    fresh = [line for key in wanted if key not in known for line in entry(key, wanted[key])]
    lines = [*lines[:end], *(_written(line, margin, eol) for line in fresh), *lines[end:]]
    borders = [*(field.key_line - 1 for field in fields[1:]), end]
    for field, border in reversed(list(zip(fields, borders, strict=True))):
        if field.key not in wanted:
            continue
        start, stop = field.key_line - 1, _end_of(lines, field.key_line, border)
        if wanted[field.key] is None:
            lines[start:stop] = []
        elif _is_rewritten(front, field, wanted):
            lines[start:stop] = _rewritten(lines[start:stop], field, wanted[field.key])
    return lines


def _rewritten(old: list[str], field: Field, value: Any) -> list[str]:
    margin, eol = _margin(old[0]), _line_end(old[0])
    new = [_written(line, margin, eol) for line in entry(field.key, value)]
    if len(old) == len(new) == 1:
        new = [new[0].removesuffix(eol) + _comment_behind(old[0]) + eol]
    return new


def _end_of(lines: list[str], first: int, border: int) -> int:
    """Return where a field's lines end: blank lines and comments before the next key stay."""
    end = border
    while end > first and (not lines[end - 1].strip() or lines[end - 1].startswith("#")):
        end -= 1
    return end


def _comment_behind(line: str) -> str:
    """Return the comment at the end of a line ``key: value # comment``, with its blanks."""
    text = line.strip("\r\n")
    try:
        events = [each for each in yaml.parse(text) if isinstance(each, yaml.NodeEvent)]
    except yaml.YAMLError:
        return ""
    if len(events) != _KEEPS_ITS_COMMENT:
        return ""
    value: Any = events[-1]
    rest = text[value.end_mark.column :]
    return rest.rstrip() if rest.strip().startswith("#") and rest[0] in " \t" else ""


def _with_prompt(lines: list[str], source: Source, prompt: str) -> list[str]:
    head = lines[: source.body_line - 1]
    eol = _line_end(lines[source.front_line - 2])
    head[-1] = head[-1].rstrip("\r\n") + eol
    return [*head, *(line + eol for line in (["", *prompt.split("\n")] if prompt else []))]


def _written(line: str, margin: str, eol: str) -> str:
    return f"{margin}{line}{eol}" if line else eol


def _begins_with_brace(line: str) -> bool:
    return line.lstrip(" \t").startswith("{")


def _margin(line: str) -> str:
    return line[: len(line) - len(line.lstrip(" "))]


def _line_end(line: str) -> str:
    return line[len(line.rstrip("\r\n")) :]
