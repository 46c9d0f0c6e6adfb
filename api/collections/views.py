"""Collections over HTTP; what is written is in `describing`."""

from __future__ import annotations

from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer

from agents_app.models import Collection
from agents_app.querysets.collections import CollectionQuerySet
from api.collections.describing import CHANGES, DEEDS, DescribingViewSet
from api.collections.examples import EXAMPLES
from api.collections.filters import CollectionFilterSet
from api.collections.serializers import CollectionRowSerializer, CollectionSerializer
from api.parameters import KnownParameters
from api.preconditions import TaggedReads


class CollectionViewSet(TaggedReads, KnownParameters, DescribingViewSet):
    """Collections: named sets of definitions, each with a source and a licence."""

    examples = EXAMPLES
    lookup_field = "slug"
    lookup_value_converter = "key"
    queryset = Collection.objects.none()
    filterset_class = CollectionFilterSet
    about = {
        "list": "Named sets of definitions, with how many agents each holds in which health.",
        "retrieve": "One collection with its categories, and how many edges lead nowhere.",
        **DEEDS,
    }
    faces = {
        "list": CollectionRowSerializer,
        "retrieve": CollectionSerializer,
        **dict.fromkeys(CHANGES, CollectionSerializer),
    }

    def get_serializer_class(self) -> type[BaseSerializer]:
        """Return the row or the whole."""
        return self.faces[self.action]

    def get_queryset(self) -> CollectionQuerySet:
        """Return the collections with what they hold."""
        return self.registry.collections.with_counts()

    def retrieve(self, request: Request, slug: str) -> Response:
        """Return one collection, with its categories."""
        return Response(self.drawn(self.registry, slug))
