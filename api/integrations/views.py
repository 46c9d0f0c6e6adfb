"""Integrations over HTTP, read only."""

from __future__ import annotations

from rest_framework.mixins import ListModelMixin
from rest_framework.viewsets import GenericViewSet

from agents_app.models import Integration
from agents_app.querysets.integrations import IntegrationQuerySet
from api.integrations.examples import EXAMPLES
from api.integrations.filters import IntegrationFilterSet
from api.integrations.serializers import IntegrationRowSerializer
from api.parameters import KnownParameters
from api.preconditions import TaggedReads


class ListViewSet(ListModelMixin, GenericViewSet):
    """A resource that is only ever listed."""


class IntegrationViewSet(TaggedReads, KnownParameters, ListViewSet):
    """Integrations: which agent says that it works with which, resolved or dangling."""

    examples = EXAMPLES
    queryset = Integration.objects.none()
    serializer_class = IntegrationRowSerializer
    filterset_class = IntegrationFilterSet

    def get_queryset(self) -> IntegrationQuerySet:
        """Return the edges with their ends."""
        return self.registry.edges.stated().for_listing()
