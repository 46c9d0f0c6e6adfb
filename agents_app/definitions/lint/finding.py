"""One lint result, and what a rule may know besides the definition itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from agents_app.definitions.definition import Definition

Severity = Literal["error", "warning", "info"]


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found, and where.

    line, column: 1-based place in the file. fix: the whole text that the line should have
    instead (``""``: the line should go), None where no change is proven to help.
    """

    rule: str
    severity: Severity
    message: str
    line: int
    column: int = 1
    fix: str | None = None


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands around a definition: needed by rules about names, servers and references.

    names: folded names of the collection's agents, None where unknown (then no reference is
    called dangling). skeletons: of the *other* agents' titles, with each one's name.
    duplicate_of: path of an earlier file with the same name in this scope.
    servers: MCP servers that the registry knows, None where unknown.
    """

    names: frozenset[str] | None = None
    skeletons: dict[str, str] = field(default_factory=dict)
    duplicate_of: str | None = None
    servers: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a rule struck; the rule itself adds its id, severity and the message's words."""

    line: int
    column: int = 1
    words: dict[str, str] = field(default_factory=dict)
    fix: str | None = None


Check = Callable[[Definition, Surroundings], Iterator[Spot]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A lint rule: its message is a template for the words of each spot."""

    id: str
    severity: Severity
    message: str
    check: Check


RULES: dict[str, Rule] = {}


def rule(id: str, severity: Severity, message: str) -> Callable[[Check], Check]:
    """Register a check under its id; ids are public and never reused."""

    def register(check: Check) -> Check:
        RULES[id] = Rule(id, severity, message, check)
        return check

    return register
