"""Definitions by digest: an address under which nothing ever changes."""

from __future__ import annotations

from typing import Any

from rest_framework.request import Request
from rest_framework.serializers import BaseSerializer

from agents_app.models import Revision
from api.definitions.examples import EXAMPLES
from api.definitions.serializers import DefinitionFileSerializer, StoredDefinitionSerializer
from api.parameters import KnownParameters
from api.preconditions import TaggedReads
from api.renderers.markdown import MARKDOWN, MarkdownViewSet


class DefinitionViewSet(TaggedReads, KnownParameters, MarkdownViewSet):
    """Texts by the digest of their bytes; those of retired agents stay readable."""

    examples = EXAMPLES
    queryset = Revision.objects.none()
    filterset_class = None
    pagination_class = None
    about = {
        "retrieve": "One text with what it says and the revisions that it is; as `text/markdown`, "
        "the file itself, whose `ETag` is the digest."
    }

    def get_serializer_class(self) -> type[BaseSerializer]:
        """Return how this face is drawn."""
        is_file = self.face == MARKDOWN
        return DefinitionFileSerializer if is_file else StoredDefinitionSerializer

    def get_serializer_context(self) -> dict[str, Any]:
        """Bring along who has the text, where that is shown."""
        carriers = self.registry.revisions.carrying(self.kwargs["digest"]).as_carriers()
        return {**super().get_serializer_context(), "carriers": carriers}

    def get_object(self) -> Revision:
        """Return the first revision with this text."""
        return self.registry.revisions.by_digest(self.kwargs["digest"])

    def tag_now(self, request: Request) -> str:
        """Return the digest for the file: the bytes never change, whoever else gets them.

        They could be kept for good; but whether a reader may still have them is asked each time,
        so ``Cache-Control`` stays ``no-cache``, and so a tag is known only where the text is.
        """
        if self.face != MARKDOWN:
            return super().tag_now(request)
        return f'"{self.registry.revisions.digest_known(self.kwargs["digest"])}"'
