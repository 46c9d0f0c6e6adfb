"""What is sent to make a collection, and to describe one that is there."""

from __future__ import annotations

from typing import Any

from django.core.validators import RegexValidator
from rest_framework import serializers

from agents_app.definitions.lint import RULES
from agents_app.definitions.policy import GRAVITY
from agents_app.models.collection import SLUG
from api.bodies.members import Flag, StrictSerializer, Text
from api.collections.serializers import (
    BLOCKED_RULES,
    BLOCKED_SEVERITY,
    HOLDS_WIDENING,
    CollectionSerializer,
)

MOST_PEOPLE = 200
MOST_MESSAGE = 1_000
DERIVED = frozenset(CollectionSerializer.Meta.fields)


class People(serializers.ListField):
    """Accounts by name."""

    child = Text(max_length=150)

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, max_length=MOST_PEOPLE, **options)


class DescriptionSerializer(StrictSerializer):
    """What is said of a collection; null takes away what may be missing."""

    derived = DERIVED

    title = Text(required=False, max_length=200)
    source_url = Text(required=False, allow_null=True, max_length=500, help_text="By HTTP or FTP.")
    licence = Text(required=False, allow_null=True, max_length=100)
    private = Flag(
        required=False, help_text="Whether only members, maintainers and admins know of it."
    )
    blocked_severity = serializers.ChoiceField(
        GRAVITY, required=False, allow_null=True, help_text=BLOCKED_SEVERITY
    )
    blocked_rules = serializers.ListField(
        child=Text(max_length=10), required=False, max_length=len(RULES), help_text=BLOCKED_RULES
    )
    holds_widening = Flag(required=False, help_text=HOLDS_WIDENING)
    message = Text(
        required=False,
        allow_null=True,
        max_length=MOST_MESSAGE,
        help_text="What the journal tells of this change.",
    )


class CollectionWriteSerializer(DescriptionSerializer):
    """A new collection."""

    slug = Text(
        max_length=64,
        validators=[RegexValidator(rf"^{SLUG}\Z")],
        help_text="The part of a key before the colon; it stays as it is.",
    )
    title = Text(required=False, max_length=200, help_text="The slug by default.")


class CollectionChangeSerializer(DescriptionSerializer):
    """What changes of a collection; what is left out stays."""

    maintainers = People(help_text="All who maintain it, by name; nobody else does then.")
    members = People(help_text="All others who may see it where it is private, by name.")


def description_of(sent: dict[str, Any]) -> dict[str, Any]:
    """Return the members of a body as the actions take them: nothing is an empty text."""
    return {name: "" if value is None else value for name, value in sent.items()}
