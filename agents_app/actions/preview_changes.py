"""Preview changes: what a new text of an agent would change, as a dry run tells it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from agents_app.definitions import Definition, Refusal, read_definition
from agents_app.definitions.diff import Diff, Hunk, difference
from agents_app.models import Agent, Revision

MOST_LINES = 200  # of one file's hunks in a preview
MOST_CHARACTERS = 16 * 1024
_TEXTS_AT_ONCE = 5


def preview_changes(
    definitions: Sequence[Definition], known: Mapping[str, Agent]
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the name of each agent that would get a new text, with what that changes.

    known: the agents that are there, by name, with their revisions. The stored texts are read a
    few at a time, in one query.
    """
    changed = {
        agent.revision.pk: definition
        for definition in definitions
        if (agent := known.get(definition.name)) and agent.revision
        if agent.revision.digest != definition.digest
    }
    texts = Revision.objects.filter(pk__in=changed).order_by("pk").values_list("pk", "content")
    for pk, content in texts.iterator(chunk_size=_TEXTS_AT_ONCE):
        new = changed[pk]
        try:
            old = read_definition(bytes(content), path=new.path)
        except Refusal:  # stored when more was taken
            continue
        yield new.name, _told(difference(old, new))


def _told(diff: Diff) -> dict[str, Any]:
    hunks = list(_first(diff.prompt.hunks))
    return {
        "bump": diff.bump,
        "reasons": list(diff.reasons),
        "capabilities": {
            "gained": list(diff.capabilities.gained),
            "lost": list(diff.capabilities.lost),
        },
        "tools": {
            "gained": [held.tool.name for held in diff.tools.gained],
            "lost": [held.tool.name for held in diff.tools.lost],
        },
        "hunks": [asdict(hunk) for hunk in hunks],
        "truncated": diff.prompt.truncated or len(hunks) < len(diff.prompt.hunks),
    }


def _first(hunks: Sequence[Hunk]) -> Iterator[Hunk]:
    lines = characters = 0
    for hunk in hunks:
        lines += len(hunk.lines)
        characters += sum(map(len, hunk.lines))
        if lines > MOST_LINES or characters > MOST_CHARACTERS:
            return
        yield hunk
