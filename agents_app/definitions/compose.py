"""Fields to a file: Roster writes the definition, always the same text for the same fields."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from agents_app.definitions.definition import read_heading
from agents_app.definitions.frontmatter import FrontMatter
from agents_app.definitions.refusal import Refusal
from agents_app.definitions.source import FENCE
from agents_app.definitions.yaml_text import entry

# What every harness looks for comes first; what else there is follows by name.
FIRST = ("name", "description", "tools", "disallowedTools", "model")
# Refusals of the wish itself; any other means that the text around it does not take it.
_OF_THE_WISH = frozenset(
    "too_large front_matter_too_large yaml_too_large yaml_too_deep nul_byte no_name "
    "not_a_definition front_matter_not_a_mapping".split()
)


def compose_definition(front_matter: Mapping[str, Any], body: str = "") -> bytes:
    """Write a definition file: UTF-8, ``\\n`` line ends, one blank line before the prompt.

    front_matter: keys to values of JSON's types. body: the prompt; blank lines around it go.
    Reading the file gives exactly these. Raises Refusal for what is no definition, what YAML
    can't hold (``value_not_writable``) and what is too large.
    """
    others = sorted(key for key in front_matter if key not in FIRST)
    keys = [*(key for key in FIRST if key in front_matter), *others]
    lines = [line for key in keys for line in entry(key, front_matter[key])]
    prompt = as_prompt(body)
    text = "\n".join([FENCE, *lines, FENCE, *(["", prompt] if prompt else []), ""])
    data = encoded(text)
    check_written(data, [(key, front_matter[key]) for key in keys], prompt)
    return data


def as_prompt(body: str) -> str:
    """Return a prompt as it counts: with ``\\n`` line ends, no blank lines around it."""
    return body.replace("\r\n", "\n").replace("\r", "\n").strip("\n")


def encoded(text: str) -> bytes:
    """Return the bytes of a text. Raises Refusal ``value_not_writable`` for half a pair."""
    try:
        return text.encode()
    except UnicodeEncodeError:
        raise Refusal("value_not_writable", "A text holds half a surrogate pair.") from None


def check_written(data: bytes, wanted: list[tuple[str, Any]], prompt: str) -> FrontMatter:
    """Read what was written; raise Refusal ``not_amendable`` where it says something else."""
    try:
        heading = read_heading(data, path="definition.md")
        fields = [(field.key, field.value) for field in heading.front_matter.fields]
        if same(fields, wanted) and as_prompt(heading.source.body) == prompt:
            return heading.front_matter
    except Refusal as refusal:
        if refusal.code in _OF_THE_WISH:
            raise
    raise not_amendable()


def not_amendable() -> Refusal:
    """Return the refusal of a change that can't be made line by line."""
    return Refusal(
        "not_amendable",
        "This can't be changed line by line so that it reads back as asked. Send the whole text.",
    )


def same(one: Any, other: Any) -> bool:
    """Return whether two values are the same in JSON: ``1`` is not ``true``, nor ``1.0``."""
    return json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)
