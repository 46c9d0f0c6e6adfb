"""Integrations over HTTP, read only."""

from __future__ import annotations

from rest_framework.mixins import ListModelMixin
from rest_framework.viewsets import GenericViewSet

from agents_app.models import Integration
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
    queryset = Integration.objects.between_published().stated().for_listing()
    serializer_class = IntegrationRowSerializer
    filterset_class = IntegrationFilterSet
