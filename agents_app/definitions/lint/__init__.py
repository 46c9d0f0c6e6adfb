"""Lint: a rule a function, a family a file. ``lint()`` runs them all over one definition."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from agents_app.definitions.definition import Definition
from agents_app.definitions.lint import (  # noqa: F401 - each family registers its rules
    bodies,
    descriptions,
    fields,
    models,
    names,
    references,
    safety,
    tools,
    yaml_text,
)
from agents_app.definitions.lint.credentials import redacted, secrets_in
from agents_app.definitions.lint.finding import RULES, Finding, Rule, Severity, Surroundings
from agents_app.definitions.lint.unseen import visible

__all__ = ["RULES", "Finding", "Rule", "Severity", "Surroundings", "lint"]

MOST_PER_RULE = 20
LONGEST_SHOWN = 100  # characters of the file in a message


def lint(
    definition: Definition,
    surroundings: Surroundings | None = None,
    *,
    only: Iterable[str] | None = None,
) -> tuple[Finding, ...]:
    """Return all findings in file order; at most 20 of one rule, so that noise stays readable.

    only: rule ids to run, None for all.
    """
    around = surroundings or Surroundings()
    rules = RULES.values() if only is None else [RULES[id] for id in only]
    found = [finding for rule in rules for finding in _run(rule, definition, around)]
    return tuple(sorted(found, key=lambda finding: (finding.line, finding.column, finding.rule)))


def _run(rule: Rule, definition: Definition, around: Surroundings) -> Iterator[Finding]:
    for spot in islice(rule.check(definition, around), MOST_PER_RULE):
        message = rule.message.format(**{key: _shown(word) for key, word in spot.words.items()})
        # A fix repeats its line, and a finding goes where the file itself may not be read.
        fix = None if spot.fix and any(secrets_in(spot.fix)) else spot.fix
        yield Finding(rule.id, rule.severity, message, spot.line, spot.column, fix)


def _shown(word: str) -> str:
    """Return a word of the file as a message may say it: no secret, nothing unseen, not long."""
    shown = visible(redacted(word))
    return shown if len(shown) <= LONGEST_SHOWN else shown[: LONGEST_SHOWN - 1] + "…"
