"""Family S: what a reader of the prompt would not see, or would not want."""

from __future__ import annotations

from collections.abc import Iterator

from agents_app.definitions.definition import Definition
from agents_app.definitions.frontmatter import Field
from agents_app.definitions.lint.credentials import secrets_in
from agents_app.definitions.lint.escapes import escaped_in
from agents_app.definitions.lint.finding import Spot, Surroundings, rule
from agents_app.definitions.lint.hiding import hidden_orders
from agents_app.definitions.lint.places import key_place, place_at
from agents_app.definitions.lint.remote import remote_code
from agents_app.definitions.lint.unseen import name_of, unseen_in

_LONGEST_MENDED = 2_000  # characters: a fix repeats its line


@rule(
    "S001",
    "error",
    "This looks like {kind} (`{beginning}…`): revoke it, and take it out of the file.",
)
def holds_no_secret(definition: Definition, _: Surroundings) -> Iterator[Spot]:
    """Whoever may read the registry may read the secret."""
    text = _text(definition)
    for secret in secrets_in(text):
        place = place_at(text, secret.start)
        words = {"kind": secret.kind, "beginning": secret.beginning}
        yield Spot(place.line, place.column, words)


@rule("S002", "error", "A reader does not see {characters}, the model does: delete {it}.")
def hides_no_character(definition: Definition, _: Surroundings) -> Iterator[Spot]:
    """Text and its escapes are both looked at: ``"\\\\u202e"`` is plain to see and hidden later."""
    text = _text(definition)
    for run in unseen_in(text).finditer(text):
        place = place_at(text, run.start())
        fix = _cleaned(definition, place.line)
        yield Spot(place.line, place.column, _characters(run[0]), fix)
    for place, character in escaped_in(definition):
        yield Spot(place.line, place.column, _characters(character))


@rule(
    "S003",
    "warning",
    "Text that is not shown to a reader tells the model `{order}`: say it openly, or delete it.",
)
def orders_are_in_the_open(definition: Definition, _: Surroundings) -> Iterator[Spot]:
    """A comment is invisible to who reviews the page and plain text to the model."""
    text = _text(definition)
    for offset, order in hidden_orders(text):
        place = place_at(text, offset)
        yield Spot(place.line, place.column, {"order": order})


@rule("S004", "warning", "`{key}` {effect}: let somebody review this agent before others use it.")
def runs_nothing_unreviewed(definition: Definition, _: Surroundings) -> Iterator[Spot]:
    """These keys act without the model, or take the person out of the loop."""
    effects = {
        "permissionMode": "switches every permission prompt off",
        "mcpServers": "brings servers of its own along",
        "hooks": "runs commands on the user's machine",
    }
    for key, effect in effects.items():
        field = definition.field(key)
        if field and _is_grave(field):
            place = key_place(definition, field)
            yield Spot(place.line, place.column, {"key": key, "effect": effect})


@rule(
    "S005",
    "warning",
    "The prompt {does}: let it name a script that somebody can read.",
)
def brings_no_foreign_code(definition: Definition, _: Surroundings) -> Iterator[Spot]:
    """What is fetched tomorrow is not what was reviewed today."""
    text = definition.source.body
    for offset, does in remote_code(text):
        place = place_at(text, offset, definition.source.body_line)
        yield Spot(place.line, place.column, {"does": does})


def _text(definition: Definition) -> str:
    return "\n".join(definition.source.lines)


def _characters(run: str) -> dict[str, str]:
    more = f" and {len(run) - 1} more" if len(run) > 1 else ""
    return {"characters": name_of(run[0]) + more, "it": "them" if more else "it"}


def _cleaned(definition: Definition, number: int) -> str | None:
    """Return a line of the body without what is not seen, if that puts no secret together."""
    line = definition.source.line(number)
    if number < definition.source.body_line or len(line) > _LONGEST_MENDED:
        return None
    cleaned = unseen_in(_text(definition)).sub("", line)
    return None if any(secrets_in(cleaned)) else cleaned


def _is_grave(field: Field) -> bool:
    """Return whether a field does what makes it dangerous: a server's mere name does not."""
    value = field.value
    if field.key == "permissionMode":
        return bool(value == "bypassPermissions")
    if field.key == "mcpServers" and isinstance(value, list):
        return any(isinstance(entry, dict) for entry in value)
    return isinstance(value, dict) and bool(value)
