"""What becomes of one file of an import, and how an import may be meant."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, get_args

from agents_app.definitions import Finding

OutcomeName = Literal["created", "updated", "unchanged", "retired", "refused", "skipped"]
OUTCOMES: tuple[OutcomeName, ...] = get_args(OutcomeName)

# create: a name that is there already is refused. mirror: what is not among the files is retired.
Mode = Literal["update", "create", "mirror"]
MODES: tuple[Mode, ...] = get_args(Mode)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file; ``code`` and ``message`` say why it was refused or skipped.

    changes: what an update would change, in a dry run.
    """

    path: str
    outcome: OutcomeName
    key: str | None = None
    tier: str | None = None
    code: str | None = None
    message: str = ""
    findings: tuple[Finding, ...] = ()
    changes: dict[str, Any] | None = None


Tell = Callable[[Outcome], None]
