"""What is sent to publish an agent, to change it, and to end or renew its life."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from agents_app.errors import BadRequest
from api.agents.parameters import MESSAGE, MOST_MESSAGE
from api.agents.serializers import AgentSerializer
from api.bodies.members import StrictSerializer, Text, Tokens, Values, Whole

KEYS = ("name", "description", "tools", "disallowedTools", "model")
DERIVED = frozenset(AgentSerializer.Meta.fields) - {*KEYS, "front_matter"}


class AgentChangeSerializer(StrictSerializer):
    """The fields of a definition; Roster writes the file, or the lines of it that change.

    Null is as if a member were left out; in a PATCH it removes the key.
    """

    derived = DERIVED

    name = Text(help_text="As it is to be written; the key is made of it.")
    description = Text(help_text="When to use the agent.")
    tools = Tokens(required=False, allow_null=True, help_text="Left out, every tool is granted.")
    disallowedTools = Tokens(required=False, allow_null=True)  # noqa: N815 - as in the file
    model = Text(required=False, allow_null=True)
    front_matter = Values(required=False, help_text="Further keys of the front matter.")
    body = Text(required=False, allow_blank=True, help_text="The prompt, in Markdown.")
    message = Text(required=False, allow_null=True, max_length=MOST_MESSAGE, help_text=MESSAGE)


class AgentWriteSerializer(AgentChangeSerializer):
    """The fields of a new agent's definition, and where it goes."""

    derived = DERIVED - {"collection", "path", "category"}

    collection = Text(required=False, allow_null=True, max_length=64)
    path = Text(required=False, allow_null=True, max_length=500)
    category = Text(required=False, allow_null=True, max_length=100)


class RestoreSerializer(StrictSerializer):
    """Which text comes back."""

    revision = Whole(
        required=False,
        allow_null=True,
        min_value=1,
        max_value=999_999_999,
        help_text="The number of the revision; the last one by default.",
    )
    message = Text(required=False, allow_null=True, max_length=MOST_MESSAGE, help_text=MESSAGE)


class DeprecateSerializer(StrictSerializer):
    """Why an agent should not be chosen any more, and which one instead."""

    successor = Text(required=False, allow_null=True, max_length=129)
    reason = Text(required=False, allow_null=True, max_length=MOST_MESSAGE)
    message = Text(required=False, allow_null=True, max_length=MOST_MESSAGE, help_text=MESSAGE)


class UndeprecateSerializer(StrictSerializer):
    """What is told of it."""

    message = Text(required=False, allow_null=True, max_length=MOST_MESSAGE, help_text=MESSAGE)


def front_matter_of(sent: Mapping[str, Any]) -> dict[str, Any]:
    """Return all front matter keys of a body, wherever in it they stand; None where null."""
    front = {key: sent[key] for key in KEYS if key in sent}
    for key, value in sent.get("front_matter", {}).items():
        if key in front:
            message = f"{key!r} is given twice: as a member, and in 'front_matter'."
            raise BadRequest("repeated_field", message, field=f"front_matter.{key}"[:60])
        front[key] = value
    return front
