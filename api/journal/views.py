"""The journal over HTTP, read only."""

from __future__ import annotations

from rest_framework.mixins import ListModelMixin
from rest_framework.viewsets import GenericViewSet

from agents_app.models import Agent, JournalEntry
from api.journal.examples import EXAMPLES
from api.journal.filters import JournalFilterSet
from api.journal.serializers import JournalEntrySerializer
from api.parameters import KnownParameters
from api.preconditions import TaggedReads


class LogViewSet(ListModelMixin, GenericViewSet):
    """A log is only ever listed."""


class JournalViewSet(TaggedReads, KnownParameters, LogViewSet):
    """The journal: one ordered log of all changes; its last serial is the registry's version."""

    examples = EXAMPLES
    queryset = JournalEntry.objects.with_living(Agent.objects.published())
    serializer_class = JournalEntrySerializer
    filterset_class = JournalFilterSet
