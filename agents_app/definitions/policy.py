"""Policy: what a collection lets in, and what somebody must look at first. Pure values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from agents_app.definitions.definition import Definition
from agents_app.definitions.diff import REASONS, difference
from agents_app.definitions.lint import Finding, Severity

# From the gravest on: a collection that blocks one blocks those before it too.
GRAVITY: tuple[Severity, ...] = ("error", "warning", "info")


@dataclass(frozen=True, slots=True)
class Policy:
    """What blocks a definition.

    severity: findings as grave as this or graver, None for none. rules: lint rules that block
    whatever their severity, e.g. S001 for secrets.
    """

    severity: Severity | None = None
    rules: frozenset[str] = frozenset()

    def blocking(self, findings: Iterable[Finding]) -> list[Finding]:
        """Return the findings that keep a definition out, in order."""
        grave = GRAVITY[: GRAVITY.index(self.severity) + 1] if self.severity else ()
        return [each for each in findings if each.severity in grave or each.rule in self.rules]


def widening(old: Definition | None, new: Definition) -> list[str]:
    """Return why a definition can do more than the one before it, as reasons of ``diff``.

    Without one before it, whatever it can do is more; an agent that can do nothing widens nothing.
    """
    if old is None:
        return ["capability_gained"] if new.access.capabilities or new.access.inherits else []
    return [reason for reason in difference(old, new).reasons if REASONS[reason] == "major"]
