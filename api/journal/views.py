"""The journal over HTTP, read only."""

from __future__ import annotations

from rest_framework.mixins import ListModelMixin
from rest_framework.viewsets import GenericViewSet

from agents_app.models import JournalEntry
from agents_app.querysets.journal import JournalQuerySet
from api.journal.examples import EXAMPLES
from api.journal.filters import JournalFilterSet
from api.journal.serializers import JournalEntrySerializer
from api.parameters import KnownParameters
from api.preconditions import TaggedReads


class LogViewSet(ListModelMixin, GenericViewSet):
    """A log is only ever listed."""


class JournalViewSet(TaggedReads, KnownParameters, LogViewSet):
    """The journal: one ordered log of all changes; its last serial is the registry's version.

    What happens in a collection that you can't see is left out, so serials may have gaps for you.
    """

    examples = EXAMPLES
    queryset = JournalEntry.objects.none()
    serializer_class = JournalEntrySerializer
    filterset_class = JournalFilterSet

    def get_queryset(self) -> JournalQuerySet:
        """Return the log, with the agents that are still here."""
        return self.registry.journal.with_living(self.registry.agents)
