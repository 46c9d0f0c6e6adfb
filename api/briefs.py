"""How one entry mentions another: by its address, and by as much as a reader needs to go on."""

from __future__ import annotations

from operator import attrgetter
from typing import Any
from urllib.parse import quote

from django.urls import reverse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework.serializers import (
    CharField,
    ChoiceField,
    Field,
    IntegerField,
    ListField,
    ModelSerializer,
)

from agents_app.definitions.diff import REASONS
from agents_app.definitions.tools import CAPABILITIES
from agents_app.models import Agent, Proposal, Revision

EDGE_STATES = ("resolved", "dangling")


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
        self.parts = {name: attrgetter(path) for name, path in parts.items()}

    def to_representation(self, value: Any) -> Any:
        """Return the URL, or null."""
        try:
            kwargs = {name: of(value) for name, of in self.parts.items()}
        except AttributeError:  # the way leads through a relation that is empty
            return None
        if None in kwargs.values():
            return None
        # Django's reverse, for DRF's would take over the reader's own ``?format=``.
        url = self.context["request"].build_absolute_uri(reverse(self.view, kwargs=kwargs))
        return str(url) + self.query + quote(self.tail(value), safe="")


class BlankAsNullField(CharField):
    """Text that is stored empty and shown as null: there is none."""

    def __init__(self, **options: Any) -> None:
        super().__init__(read_only=True, allow_null=True, **options)

    def to_representation(self, value: str) -> Any:
        """Return the text, or null."""
        return value or None


class CapabilitiesField(ListField):
    """What an agent or a tool can do, as words."""

    def __init__(self, **options: Any) -> None:
        super().__init__(child=ChoiceField(choices=CAPABILITIES), read_only=True, **options)


class AgentBriefSerializer(ModelSerializer):
    """An agent where another entry mentions it."""

    url = AddressField("agent-detail", key="key")

    class Meta:
        model = Agent
        fields = ("url", "key", "title", "description")
        read_only_fields = fields


class RevisionBriefSerializer(ModelSerializer):
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
