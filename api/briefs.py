"""How one entry mentions another: by its address, and by as much as a reader needs to go on."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property
from operator import attrgetter
from typing import Any
from urllib.parse import quote

from django.urls import NoReverseMatch, get_script_prefix, reverse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework.serializers import (
    CharField,
    ChoiceField,
    Field,
    IntegerField,
    ListField,
    ModelSerializer,
    Serializer,
)

from agents_app.definitions.diff import REASONS
from agents_app.definitions.tools import CAPABILITIES
from agents_app.models import Agent, Proposal, Revision
from api.plain import Member

EDGE_STATES = ("resolved", "dangling")
_STAND_IN = "~"  # is a key and a name of a tool, and stands in no route
_SAFE = "!$&'()*+,;=/~:@"  # what Django's ``reverse`` leaves as it is
_as_is = re.compile(r"[A-Za-z0-9_.:~-]*").fullmatch  # quicker to see than to quote


class PreparedSerializer(Serializer):
    """Shows what a serializer shows; the way to each member is worked out once, for all rows.

    Members are read as attributes and are never left out: for serializers that only show.
    """

    def to_representation(self, row: Any) -> dict[str, Any]:
        """Show each member, null where there is nothing."""
        return {
            name: None if (value := read(row)) is None else show(value)
            for name, read, show in self._members
        }

    @cached_property
    def _members(self) -> list[tuple[str, Callable[[Any], Any], Callable[[Any], Any]]]:
        return [
            (name, _reader(str(field.source)), field.to_representation)
            for name, field in self.fields.items()
        ]


def _reader(source: str) -> Callable[[Any], Any]:
    return attrgetter(source) if source != "*" else lambda row: row


def _or_null(value: str) -> str | None:
    return value or None


@extend_schema_field(OpenApiTypes.URI)
class AddressField(Field):
    """The absolute URL of an entry: a view's name, and the attributes that fill its address.

    query: what follows the address; tail: the attribute that ends it. Null where an attribute of
    ``parts`` is missing, so that a link never leads nowhere.
    """

    def __init__(
        self, view: str, *, query: str = "", tail: str = "", null: bool = False, **parts: str
    ) -> None:
        super().__init__(source="*", read_only=True, allow_null=null)
        self.view = view
        self.query = query
        self.tail = attrgetter(tail) if tail else lambda value: ""
        self.paths = parts
        self.parts = {name: attrgetter(path) for name, path in parts.items()}

    def to_representation(self, value: Any) -> Any:
        """Return the URL, or null."""
        try:
            kwargs = {name: of(value) for name, of in self.parts.items()}
        except AttributeError:  # the way leads through a relation that is empty
            return None
        if None in kwargs.values():
            return None
        return self._url(kwargs) + self.query + quote(self.tail(value), safe="")

    def as_member(self, root: str) -> Member:
        """Return the URL as made of the one column that fills the address."""
        (part, path) = next(iter(self.paths.items()))
        route = reverse(self.view, kwargs={part: _STAND_IN}).removeprefix(get_script_prefix())
        before, _, behind = f"{root}{route}".rpartition(_STAND_IN)
        behind += self.query

        def show(value: str | None) -> str | None:
            if value is None:
                return None
            return f"{before}{value if _as_is(value) else quote(value, safe=_SAFE)}{behind}"

        return Member((path.replace(".", "__"),), show)

    def _url(self, kwargs: dict[str, Any]) -> str:
        if self._around is None:
            return self._reverse(kwargs)
        (part,) = kwargs.values()
        before, behind = self._around
        return f"{before}{quote(part, safe=_SAFE)}{behind}"

    @cached_property
    def _around(self) -> tuple[str, str] | None:
        """What stands around the one part of an address, None where that may not be any text.

        A field lives as long as the answer, so the route is looked up once for all its rows.
        """
        if len(self.parts) != 1:
            return None
        try:
            before, _, behind = self._reverse(dict.fromkeys(self.parts, _STAND_IN)).rpartition(
                _STAND_IN
            )
        except NoReverseMatch:
            return None
        return before, behind

    def _reverse(self, kwargs: dict[str, Any]) -> str:
        # Django's reverse, for DRF's would take over the reader's own ``?format=``.
        return str(self.context["request"].build_absolute_uri(reverse(self.view, kwargs=kwargs)))


class BlankAsNullField(CharField):
    """Text that is stored empty and shown as null: there is none."""

    def __init__(self, **options: Any) -> None:
        super().__init__(read_only=True, allow_null=True, **options)

    def to_representation(self, value: str) -> Any:
        """Return the text, or null."""
        return value or None

    def as_member(self, root: str) -> Member:
        """Return the same as made of its column."""
        return Member((str(self.source).replace(".", "__"),), _or_null)


class CapabilitiesField(ListField):
    """What an agent or a tool can do, as words."""

    def __init__(self, **options: Any) -> None:
        super().__init__(child=ChoiceField(choices=CAPABILITIES), read_only=True, **options)

    def to_representation(self, words: Any) -> list[str]:
        """Show the words as they are."""
        return list(words)


class AgentBriefSerializer(ModelSerializer):
    """An agent where another entry mentions it."""

    url = AddressField("agent-detail", key="key")

    class Meta:
        model = Agent
        fields = ("url", "key", "title", "description")
        read_only_fields = fields


class RevisionBriefSerializer(PreparedSerializer, ModelSerializer):
    """The revision that an agent's text is."""

    author = BlankAsNullField()

    class Meta:
        model = Revision
        fields = ("number", "digest", "size", "created", "author")
        read_only_fields = fields


class ProposalBriefSerializer(ModelSerializer):
    """A text that waits for a curator, for it can do more than the one that readers meet."""

    url = AddressField("proposal-detail", id="number")
    id = IntegerField(source="number", read_only=True)
    key = CharField(read_only=True, help_text="The key that the agent has or would have.")
    widens = ListField(
        child=ChoiceField(tuple(REASONS)), read_only=True, help_text="Why it is held."
    )

    class Meta:
        model = Proposal
        fields = ("url", "id", "key", "state", "widens", "digest")
        read_only_fields = fields
