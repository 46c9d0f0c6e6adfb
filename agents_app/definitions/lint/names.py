"""Family N: the name, by which people, files and other agents find this one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from agents_app.definitions.definition import Definition, file_stem
from agents_app.definitions.lint.finding import Spot, Surroundings, rule
from agents_app.definitions.lint.mending import quoted, with_value
from agents_app.definitions.names import MAX_NAME, fold_name
from agents_app.definitions.vocabularies import builtin_agents

_KEBAB = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")


@rule(
    "N001",
    "error",
    "`name` is missing, empty or not text, and Claude Code skips the file: write `name: {name}`.",
)
def is_text(definition: Definition, _: Surroundings) -> Iterator[Spot]:
    """The loader rejects a missing name and one that YAML takes for a number."""
    field = definition.field("name")
    if field and type(field.value) in (int, float):
        fix = quoted(definition, replace(field, value=str(field.value)))
        yield Spot(field.line, field.column, {"name": f'"{field.value}"'}, fix)
    elif not _written(definition):
        yield _at_name(definition, {"name": _kebab(definition.title) or "my-agent"})


@rule(
    "N002",
    "error",
    "A name must not {fault}, Claude Code skips the file: write `name: {name}`.",
)
def is_loadable(definition: Definition, _: Surroundings) -> Iterator[Spot]:
    """A leading hyphen and a colon are the two things that the loader rejects in a name."""
    written = _written(definition)
    if written.startswith("-") or ":" in written:
        fault = "start with `-`" if written.startswith("-") else "contain `:`"
        name = _kebab(written)
        spot = _at_name(definition, {"fault": fault, "name": name or "my-agent"}, name)
        colon = definition.source.line(spot.line).find(":", spot.column)
        at_colon = not written.startswith("-") and colon >= 0
        yield Spot(spot.line, colon + 1 if at_colon else spot.column, spot.words, spot.fix)


@rule("N003", "warning", "Write the name in lower case with hyphens, at most 64 characters{hint}.")
def is_kebab(definition: Definition, _: Surroundings) -> Iterator[Spot]:
    """Other harnesses accept nothing else; this registry keeps the written name as the title."""
    written = _written(definition)
    fits = _KEBAB.match(written) and len(written) <= MAX_NAME
    if written and not (fits or written.startswith("-") or ":" in written):
        name = _kebab(written)
        yield _at_name(definition, {"hint": f": `{name}`" if name else ""}, name)


@rule(
    "N004",
    "warning",
    "The name `{name}` differs from the file name `{file}`, which is the agent's identity in "
    "Copilot, OpenCode and Kiro: rename one of them.",
)
def is_the_file_name(definition: Definition, _: Surroundings) -> Iterator[Spot]:
    """A display name is well named by its slug: N003 has already spoken about it."""
    written, stem = _written(definition), file_stem(definition.path)
    if written and stem and stem not in (written, _kebab(written)):
        yield _at_name(definition, {"name": written, "file": stem})


@rule("N005", "error", "`{path}` already has this name, and which one wins is not defined: rename.")
def is_unique(definition: Definition, around: Surroundings) -> Iterator[Spot]:
    """Two files of one name in one scope hide each other."""
    if around.duplicate_of is not None:
        yield _at_name(definition, {"path": around.duplicate_of})


@rule("N006", "warning", "`{name}` replaces the agent of this name in {harness}: choose another.")
def is_not_built_in(definition: Definition, _: Surroundings) -> Iterator[Spot]:
    """Case is folded, since nobody should have to tell ``plan`` from ``Plan``."""
    harness = builtin_agents().get(fold_name(_written(definition)))
    if harness:
        yield _at_name(definition, {"name": _written(definition), "harness": harness})


@rule("N007", "warning", "The name looks like that of another agent, `{other}`: choose one apart.")
def looks_like_no_other(definition: Definition, around: Surroundings) -> Iterator[Spot]:
    """Look-alike names are how one agent is mistaken for, or passed off as, another."""
    other = around.skeletons.get(definition.skeleton)
    if other is not None and other != definition.name:
        yield _at_name(definition, {"other": other})


def _written(definition: Definition) -> str:
    """Return the name as the file has it, ``""`` where it is no text."""
    field = definition.field("name")
    return field.value.strip() if field and isinstance(field.value, str) else ""


def _kebab(written: str) -> str:
    return re.sub(r"[._-]+", "-", fold_name(written)).strip("-")


def _at_name(definition: Definition, words: dict[str, str], name: str = "") -> Spot:
    """Point at the name; with ``name``, suggest it where the change is proven."""
    field = definition.field("name")
    if field is None:
        return Spot(definition.source.front_line, 1, words)
    return Spot(
        field.line, field.column, words, with_value(definition, field, name) if name else None
    )
