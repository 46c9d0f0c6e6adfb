"""Family D: the description, which every session pays for and by which an agent is chosen."""

from __future__ import annotations

import re
from collections.abc import Iterator

from agents_app.definitions.definition import Definition
from agents_app.definitions.lint.finding import Spot, Surroundings, rule

LONGEST_FOR_SKILLS = 1_024
# Largest first: one finding says the worst.
_CUT_AT = ((500, "Factory"), (100, "the MCP registry's server.json"))
_SAYS_WHEN = re.compile(
    r"\b(?:use|used|invoke|invoked|call|trigger\w*|activate|delegate|proactively|when|"
    r"after|before|whenever|while|during|if|for any|must be)\b",
    re.I,
)


@rule("D001", "error", "`description` is missing, empty or not text: no harness can choose it.")
def is_text(definition: Definition, _: Surroundings) -> Iterator[Spot]:
    """Evidence: a list or a map makes Claude Code skip the file."""
    field = definition.field("description")
    if not isinstance(field.value if field else None, str) or not definition.description.strip():
        yield _at_description(definition)


@rule(
    "D002",
    "warning",
    "The description has {length} characters and every session pays for them: "
    f"{LONGEST_FOR_SKILLS:,} are the limit of SKILL.md, so move examples into the body.",
)
def is_affordable(definition: Definition, _: Surroundings) -> Iterator[Spot]:
    """Claude Code has no cap and sends 9,000 characters whole."""
    if _length(definition) > LONGEST_FOR_SKILLS:
        yield _at_description(definition, _length(definition))


@rule(
    "D003",
    "info",
    "The description has {length} characters, and {where} shows the first {limit}: say the most "
    "important thing first.",
)
def is_shown_whole(definition: Definition, _: Surroundings) -> Iterator[Spot]:
    """Factory advises 500 characters, server.json allows 100."""
    length = _length(definition)
    for limit, where in _CUT_AT:
        if length > limit:
            yield _at_description(definition, length, where=where, limit=str(limit))
            return


@rule(
    "D004",
    "info",
    'The description says what the agent does but not when to take it: add "Use when …".',
)
def says_when(definition: Definition, _: Surroundings) -> Iterator[Spot]:
    """An orchestrator chooses by the occasion, not by the expertise."""
    text = definition.description
    if text.strip() and not _SAYS_WHEN.search(text):
        yield _at_description(definition)


def _length(definition: Definition) -> int:
    return len(definition.description.strip())


def _at_description(definition: Definition, length: int = 0, **words: str) -> Spot:
    field = definition.field("description")
    place = (field.line, field.column) if field else (definition.source.front_line, 1)
    return Spot(*place, {"length": f"{length:,}", **words})
