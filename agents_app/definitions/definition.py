"""A definition as a value: everything that one file says, derived from its bytes."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import fields as dataclass_fields
from functools import cached_property
from pathlib import PurePosixPath
from typing import Any

from agents_app.definitions.body import Body, read_body
from agents_app.definitions.digest import digest_of
from agents_app.definitions.frontmatter import Field, FrontMatter, Tier, read_front_matter
from agents_app.definitions.integrations import Integration, read_integrations
from agents_app.definitions.names import fold_name, skeleton_of
from agents_app.definitions.refusal import Refusal
from agents_app.definitions.source import Source, read_source
from agents_app.definitions.tools import Access, read_access

MAX_INTEGRATIONS = 1_000
_SUFFIXES = (".md", ".agent", ".chatmode")


@dataclass(frozen=True)
class Heading:
    """What the front matter of one file says.

    name: the key's name, folded; title: the name as written; path: where it came from, ``""``
    where unknown; model: as written, None where absent; description: ``""`` where it is missing
    or no text. The bytes are ``source.data``.
    """

    source: Source
    path: str
    name: str
    title: str
    description: str
    model: str | None
    front_matter: FrontMatter
    access: Access

    @property
    def tier(self) -> Tier:
        """Return how the front matter had to be read."""
        return self.front_matter.tier

    @cached_property
    def digest(self) -> str:
        """Return the definition's address."""
        return digest_of(self.source.data)

    @cached_property
    def skeleton(self) -> str:
        """Return the form of the title in which look-alikes are equal."""
        return skeleton_of(self.title)

    def field(self, key: str) -> Field | None:
        """Return the front matter field that counts for a key."""
        return self.front_matter.field(key)


@dataclass(frozen=True)
class Definition(Heading):
    """One agent definition, read: its heading, its prompt and the agents it works with."""

    body: Body
    integrations: tuple[Integration, ...]


def read_definition(data: bytes, *, path: str = "") -> Definition:
    """Read one definition file.

    data: the file's bytes, at most 1 MiB. path: its place in its collection, with ``/``; its
    file name serves as the name where the front matter has none. Raises Refusal, and nothing
    else, for what is not a definition or not safe to read.
    """
    heading = read_heading(data, path=path)
    body = read_body(heading.source.body, heading.source.body_line)
    fields = [(field.key, field.value, field.line) for field in heading.front_matter.fields]
    integrations = read_integrations(body.blocks, fields)
    if len(integrations) > MAX_INTEGRATIONS:
        raise Refusal(
            "too_many_integrations",
            f"Over {MAX_INTEGRATIONS:,} other agents are named; split the definition.",
            line=integrations[MAX_INTEGRATIONS].line,
        )
    parts = {item.name: getattr(heading, item.name) for item in dataclass_fields(heading)}
    return Definition(**parts, body=body, integrations=integrations)


def read_heading(data: bytes, *, path: str = "") -> Heading:
    """Read the front matter only: a tenth of the work, for who needs names and tools."""
    source = read_source(data)
    front = read_front_matter(source)
    description = _text(front.value("description"))
    title = _title(front, description, path)
    return Heading(
        source=source,
        path=path,
        name=fold_name(title) or fold_name(file_stem(path)),
        title=title,
        description=description,
        model=_model(front.value("model")),
        front_matter=front,
        access=read_access(
            front.value("tools"),
            front.value("disallowedTools"),
            declared=front.field("tools") is not None,
        ),
    )


def _title(front: FrontMatter, description: str, path: str) -> str:
    written = " ".join(_text(front.value("name")).split())
    if not written and not description:
        raise Refusal(
            "not_a_definition",
            "The front matter has neither a name nor a description; an agent needs both.",
            line=2,
        )
    if fold_name(written):
        return written
    if stem := fold_name(file_stem(path)):
        return written or stem
    raise Refusal(
        "no_name",
        "Neither the name nor the file name holds a letter a-z or a digit to make a key of.",
        line=2,
    )


def file_stem(path: str) -> str:
    """Return a file's name without the endings that harnesses give to agents."""
    name = PurePosixPath(path).name
    for suffix in _SUFFIXES:
        name = name.removesuffix(suffix)
    return name


def _text(value: Any) -> str:
    """Take text, and what YAML took for a number or a date; a list or a map is no text."""
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else ""


def _model(value: Any) -> str | None:
    if isinstance(value, list):
        return ", ".join(str(item) for item in value) or None
    return _text(value).strip() or None
