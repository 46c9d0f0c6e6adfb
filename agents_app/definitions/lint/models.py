"""Family M: the model, which Claude Code passes on without looking at it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from agents_app.definitions.definition import Definition
from agents_app.definitions.lint.finding import Spot, Surroundings, rule
from agents_app.definitions.nearness import near
from agents_app.definitions.vocabularies import claude_code

# A full id as the API has it, with the prefixes and suffixes that cloud providers put around it.
_FULL_ID = re.compile(
    r"(?:(?:[a-z]{2,6}(?:-[a-z]{2,4})?\.)?anthropic\.)?"
    r"claude-[a-z0-9][a-z0-9.@:-]*(?:\[1m\])?\Z"
)
_DATED = re.compile(r"[@-]20\d{6}(?!\d)|-20\d\d-\d\d-\d\d(?!\d)|-00\d\Z")
_FAMILIES = ("sonnet", "opus", "haiku", "fable")


@rule(
    "M001",
    "warning",
    "`{model}` is no model that Claude Code knows, and goes to the API as it is: write {instead}.",
)
def is_known(definition: Definition, _: Surroundings) -> Iterator[Spot]:
    """Aliases work in any case; any other text reaches the API unchanged and fails there."""
    model, aliases = (definition.model or "").lower(), claude_code()["models"]
    if model and model not in aliases and not _FULL_ID.match(model):
        meant = _family(model) or next(iter(near(model, aliases, most=1)), None)
        instead = f"`{meant}`" if meant else "`inherit`, or drop the line"
        yield _at_model(definition, instead=instead)


@rule("M002", "info", "`{model}` is {how}: the alias `{alias}` follows the newest model instead.")
def is_not_pinned(definition: Definition, _: Surroundings) -> Iterator[Spot]:
    """A pinned model is retired one day, and the agent with it."""
    model = (definition.model or "").lower()
    retired = model.startswith(tuple(claude_code()["retired_models"]))
    if retired or _DATED.search(model):
        how = "of a retired generation" if retired else "pinned to one release"
        yield _at_model(definition, how=how, alias=_family(model) or "inherit")


def _family(model: str) -> str | None:
    return next((family for family in _FAMILIES if family in model), None)


def _at_model(definition: Definition, **words: str) -> Spot:
    field = definition.field("model")
    place = (field.line, field.column) if field else (definition.source.front_line, 1)
    return Spot(*place, {"model": definition.model or "", **words})
