"""Which other agents a definition names: in the sections that list them, and in its keys.

A *certain* integration is one whatever else is in the collection. An uncertain one (a single word
in the slot, a kebab word inside a sentence, a display name) is an integration only where an agent
of that name exists; the registry keeps both and shows the second kind when it resolves.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from agents_app.definitions.body import Block, plain_text
from agents_app.definitions.mentions import mentions_in
from agents_app.definitions.names import fold_target

Origin = Literal["text", "mention", "tools", "handoffs", "agents"]

_LISTING = re.compile(
    r"(?:integrat\w+|collaborat\w+|coordinat\w+|interact\w+|work\w*) with (?:the )?other "
    r"(?:[\w-]+ ){0,2}?(?:sub-?)?agents?"
)
_SUMMONS = re.compile(r"(?<!\w)@agent-([a-z0-9][a-z0-9._-]{0,63}(?::[a-z0-9][a-z0-9._-]{0,63})?)")
_GROUP_LABEL = re.compile(r"(\*\*|__)(?P<label>[^*]{1,120}?)\1:?")


@dataclass(frozen=True, slots=True)
class Integration:
    """An edge to another agent as the definition states it.

    target: folded name, or ``collection:name`` where written so; line: 1-based line of the
    target; origin: where it was found, the text or the front matter key of that name.
    """

    target: str
    group: str | None
    note: str
    line: int
    origin: Origin
    certain: bool


def read_integrations(
    blocks: Sequence[Block], fields: Iterable[tuple[str, Any, int]]
) -> tuple[Integration, ...]:
    """Find every integration, certain and uncertain: front matter first, then in text order.

    fields: key, value and 1-based line of each front matter key.
    """
    found = list(_structured(fields))
    for group, block in _listed(blocks):
        found.extend(_in_bullet(block, group))
    found.extend(_summoned(blocks))
    return tuple(_once_each(found))


def stated(edges: Iterable[Integration], known: Collection[str]) -> list[Integration]:
    """Keep what counts beside the agents that exist: the certain, and the uncertain that resolve.

    known: folded names of the collection's agents.
    """
    return [edge for edge in edges if edge.certain or edge.target in known]


def is_listing(title: str) -> bool:
    """Return whether a heading or label announces a list of integrations."""
    words = re.sub(r"[^a-z -]+", " ", plain_text(title).lower())
    return bool(_LISTING.fullmatch(" ".join(words.split())))


def _structured(fields: Iterable[tuple[str, Any, int]]) -> Iterator[Integration]:
    for key, value, line in fields:
        if key == "tools":
            for inside in re.findall(r"\b(?:Agent|Task)\(([^()]{0,2000})\)", str(value)):
                yield from _from_key(inside.split(","), line, "tools")
        elif key == "agents" and isinstance(value, list):
            yield from _from_key(value, line, "agents")
        elif key == "handoffs" and isinstance(value, list):
            for step in (step for step in value if isinstance(step, dict)):
                note = step.get("label") or step.get("prompt") or ""
                yield from _from_key([step.get("agent")], line, "handoffs", str(note))


def _from_key(
    names: Iterable[Any], line: int, origin: Origin, note: str = ""
) -> Iterator[Integration]:
    for name in names:
        target = fold_target(name) if isinstance(name, str) else ""
        if target:
            yield Integration(target, None, note, line, origin, certain=True)


def _listed(blocks: Iterable[Block]) -> Iterator[tuple[str | None, Block]]:
    """Yield the bullets and rows of every listing, each with its group."""
    level = 0  # of the listing's heading; 0 outside one
    labelled = False  # right below a plain label line
    group: str | None = None
    for block in blocks:
        if block.kind == "heading":
            labelled = False
            if is_listing(block.text):
                level, group = block.level, None
            elif block.level <= level:
                level = 0
            else:
                group = plain_text(block.text).rstrip(": ")
        elif block.kind in ("item", "row"):
            if level or labelled:
                yield group, block
        else:
            last = block.text.rsplit("\n", 1)[-1]
            labelled = len(last) < 120 and is_listing(last)
            label = _GROUP_LABEL.fullmatch(block.text.strip())
            if label:
                group = None if labelled else label["label"].rstrip(": ")
            elif labelled or not level:
                group = None


def _in_bullet(block: Block, group: str | None) -> Iterator[Integration]:
    for mention in mentions_in(block):
        line = block.line + block.text.count("\n", 0, mention.offset)
        note = " ".join(mention.note.split())
        yield Integration(mention.name, group, note, line, "text", mention.certain)


def _summoned(blocks: Iterable[Block]) -> Iterator[Integration]:
    """Read ``@agent-x``, by which a prompt calls an agent anywhere in its text."""
    for block in blocks:
        line, counted = block.line, 0
        if "@agent-" in block.text:
            for match in _SUMMONS.finditer(block.text):
                line += block.text.count("\n", counted, match.start())
                counted = match.start()
                yield Integration(match[1].rstrip("."), None, "", line, "mention", certain=False)


def _once_each(edges: Iterable[Integration]) -> Iterator[Integration]:
    """Drop a target's second mention on one line; the certain one stands."""
    kept: dict[tuple[str, int, Origin], Integration] = {}
    for edge in edges:
        at = (edge.target, edge.line, edge.origin)
        if at not in kept or (edge.certain and not kept[at].certain):
            kept[at] = edge
    yield from kept.values()
