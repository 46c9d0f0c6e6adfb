"""Small definitions for the lint tests, and what a rule says about them."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from agents_app.definitions import Definition, Finding, Surroundings, lint, read_definition
from agents_app.definitions.lint import RULES

ROOT = Path(__file__).resolve().parents[4]
BROKEN, LIBRARY = ROOT / "fixtures" / "broken", ROOT / "fixtures" / "library"
CORPUS = ROOT.parent / "shared" / "corpus"

DEFAULTS = {
    "name": "name: code-reader",
    "description": "description: Use when code must be read.",
    "tools": "tools: Read, Grep",
}


def written(*lines: str, body: str = "You read code.\n") -> bytes:
    """Return a definition: each line replaces the default of its key, ``"key"`` leaves it out."""
    given = {line.partition(":")[0] for line in lines}
    front = [line for key, line in DEFAULTS.items() if key not in given]
    front += [line for line in lines if line not in DEFAULTS]
    return "\n".join(["---", *front, "---", "", body]).encode()


def defined(*lines: str, body: str = "You read code.\n", path: str = "") -> Definition:
    """Return the definition of these lines, read."""
    return read_definition(written(*lines, body=body), path=path)


def found(
    rule: str,
    *lines: str,
    body: str = "You read code.\n",
    path: str = "",
    around: Surroundings | None = None,
) -> list[Finding]:
    """Return what one rule finds in these lines."""
    return list(lint(defined(*lines, body=body, path=path), around, only=[rule]))


def struck(finding: Finding, *lines: str, body: str = "You read code.\n") -> str:
    """Return the text from where a finding points to the end of its line."""
    text = written(*lines, body=body).decode().split("\n")
    return text[finding.line - 1][finding.column - 1 :]


def tally(definition: Definition, around: Surroundings | None = None) -> Counter[tuple[str, str]]:
    """Count all that the rules find, without the limit that keeps a report readable."""
    around = around or Surroundings()
    return Counter(
        (rule.id, rule.message.format(**spot.words))
        for rule in RULES.values()
        for spot in rule.check(definition, around)
    )


def errors_in(counted: Counter[tuple[str, str]]) -> Counter[str]:
    """Keep the errors of a tally, by rule."""
    errors: Counter[str] = Counter()
    for (rule, _), number in counted.items():
        if RULES[rule].severity == "error":
            errors[rule] += number
    return errors


def mended(definition: Definition, finding: Finding, *, drop: bool = False) -> Definition:
    """Read a definition again with a fix applied; ``drop`` takes an emptied line out."""
    assert finding.fix is not None
    lines = list(definition.source.lines)
    lines[finding.line - 1 : finding.line] = [] if drop and not finding.fix else [finding.fix]
    return read_definition("\n".join(lines).encode(), path=definition.path)
