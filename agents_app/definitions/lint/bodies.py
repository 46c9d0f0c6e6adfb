"""Family B: the prompt itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from agents_app.definitions.definition import Definition
from agents_app.definitions.lint.finding import Spot, Surroundings, rule
from agents_app.definitions.lint.places import block_place
from agents_app.definitions.vocabularies import claude_code

LONGEST_FOR_COPILOT = 30_000

# A name in two humps is a tool wherever it stands; one that is also a word must say "tool".
_TWO_HUMPS = re.compile(r"[A-Z][a-z]+[A-Z]")
_NOT_CLAUDES_ALONE = frozenset({"PowerShell"})
_TOOLS = sorted({*claude_code()["tools"], *claude_code()["aliases"], *claude_code()["dead"]})
_UNMISTAKABLE = [
    name for name in _TOOLS if _TWO_HUMPS.match(name) and name not in _NOT_CLAUDES_ALONE
]
_ALSO_WORDS = [name for name in _TOOLS if name not in _UNMISTAKABLE]
_HARNESS_WORDS = re.compile(
    r"(?=[A-Z$m])(?<!\w)(?:"
    rf"(?:{'|'.join(_UNMISTAKABLE)})(?!\w)"
    rf"|(?:{'|'.join(_ALSO_WORDS)})(?=[`*]{{0,3}} tool\b)"
    r"|CLAUDE\.md|\$ARGUMENTS(?!\w)|\$\{CLAUDE_\w{1,40}\}|mcp__\w{1,100})"
)


@rule("B001", "warning", "The prompt is empty, which Factory, Goose and Codex refuse: write one.")
def says_something(definition: Definition, _: Surroundings) -> Iterator[Spot]:
    """Claude Code loads an agent without a prompt."""
    if not definition.source.body.strip():
        last = len(definition.source.lines)
        yield Spot(min(definition.source.body_line, last))


@rule(
    "B002",
    "warning",
    "The prompt has {length} characters and Copilot refuses more than "
    f"{LONGEST_FOR_COPILOT:,}: move detail into files that the agent can read.",
)
def fits_everywhere(definition: Definition, _: Surroundings) -> Iterator[Spot]:
    """Evidence: eight files of the collections that were counted."""
    length = len(definition.source.body.strip())
    if length > LONGEST_FOR_COPILOT:
        yield Spot(definition.source.body_line, 1, {"length": f"{length:,}"})


@rule(
    "B003",
    "info",
    "`{word}` means something in Claude Code only: say what is to be done, if the agent should "
    "work elsewhere.",
)
def speaks_to_any_harness(definition: Definition, _: Surroundings) -> Iterator[Spot]:
    """One finding per word, at its first mention outside a code fence."""
    seen = set[str]()
    for block in definition.body.blocks:
        for match in _HARNESS_WORDS.finditer(block.text):
            if match[0] not in seen:
                seen.add(match[0])
                place = block_place(definition, block, match.start(), match[0])
                yield Spot(place.line, place.column, {"word": match[0]})


@rule(
    "B004",
    "warning",
    "The prompt is so large that only its beginning was read for sections and integrations: split "
    "it.",
)
def is_read_whole(definition: Definition, _: Surroundings) -> Iterator[Spot]:
    """The text is kept and served whole all the same."""
    if definition.body.truncated:
        yield Spot(definition.source.body_line)
