"""Collections come over HTTP, and are described anew by those who curate them."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import ReadOnlyModelViewSet

from agents_app.actions.answer_once import Answer
from agents_app.actions.create_collection import create_collection
from agents_app.actions.describe_collection import accounts_named, describe_collection
from agents_app.actor import Actor
from agents_app.errors import Stale
from agents_app.models import Collection
from agents_app.registry import Registry
from agents_app.rights import may, require
from api.authentication import actor_of, registry_of
from api.collections.bodies import (
    CollectionChangeSerializer,
    CollectionWriteSerializer,
    description_of,
)
from api.collections.serializers import CollectionSerializer
from api.preconditions import seen_at, tag_of
from api.schema import Change, ChangeSchema
from api.writing import AnswersOnce

BODIES = {"create": CollectionWriteSerializer, "partial_update": CollectionChangeSerializer}
CHANGES = {
    "create": Change("createCollection", "Make a collection", "201", conditional=False),
    "partial_update": Change("describeCollection", "Describe a collection anew"),
}
DEEDS = {
    "create": "A new collection, empty; who makes it maintains it. For curators and admins.",
    "partial_update": "Only what is sent changes: the description, whether it is private, and who "
    "maintains it or may see it. Changes to its agents do not make a tag of it stale.",
}
PEOPLE = ("maintainers", "members")


class DescribingViewSet(AnswersOnce, ReadOnlyModelViewSet):
    """What curators do to collections; each change is answered with the whole collection."""

    bodies: Any = BODIES
    changes = CHANGES
    schema = ChangeSchema()

    def create(self, request: Request) -> Response:
        """Make a collection."""
        by = actor_of(request)
        require(by, "create_collection")
        slug, about = self._sent()

        def act() -> Answer:
            return self._told(create_collection(slug, by=by, **about), by, status=201)

        return self.answer(act)

    def partial_update(self, request: Request, slug: str) -> Response:
        """Describe a collection anew."""
        by = actor_of(request)
        require(by, "curate")
        collection = registry_of(request).collections.by_slug(slug)
        require(by, "curate", collection)
        since = seen_at(request, _address(slug))
        _, about = self._sent()
        about |= {name: accounts_named(about[name], field=name) for name in PEOPLE if name in about}

        def act() -> Answer:
            return self._told(describe_collection(collection, by=by, since=since, **about), by)

        return self.answer(act)

    def _sent(self) -> tuple[str, dict[str, Any]]:
        """Return the slug, where one is sent, and the description."""
        partial = self.action == "partial_update"
        body = self.bodies[self.action](data=self.request.data, partial=partial)
        body.is_valid(raise_exception=True)
        about: dict[str, Any] = description_of(body.validated_data)
        return about.pop("slug", ""), about

    def _told(self, collection: Collection, by: Actor, *, status: int = 200) -> Answer:
        """Return the collection as it is read, with the tag that a read would have now.

        Who maintains it may have changed with it, so who asks is looked at again; whoever has
        shut themselves out sees it this once.
        """
        now = Actor.of(self.request.user, scopes=by.scopes, within=by.within, token=by.token)
        reader = now if now.sees(collection.pk) else by
        self.request.auth = reader
        address = _address(collection.slug)
        headers = {"ETag": tag_of(self.request, address)}
        if status == 201:
            headers["Location"] = self.request.build_absolute_uri(address)
        return Answer(status, self.drawn(Registry(reader), collection.slug), headers)

    def drawn(self, registry: Registry, slug: str) -> Any:
        """Return one collection as somebody sees it, with its categories."""
        collection = registry.collections.with_counts().by_slug(slug)
        edges = registry.edges.in_collection(slug)
        context: dict[str, Any] = {
            **self.get_serializer_context(),
            "categories": registry.agents.in_collection(slug).category_counts(),
            "dangling_count": edges.dangling().count(),
            "people": self._people(collection),
        }
        return CollectionSerializer(collection, context=context).data

    def _people(self, collection: Collection) -> dict[str, list[str]]:
        """Return who has to do with it, to whoever may change that."""
        if not may(actor_of(self.request), "curate", collection):
            return {}
        by_name = {name: getattr(collection, name).order_by("username") for name in PEOPLE}
        return {
            name: list(them.values_list("username", flat=True)) for name, them in by_name.items()
        }

    def handle_exception(self, exc: Exception) -> Response:
        """Tell who comes too late which version is there now."""
        if isinstance(exc, Stale):
            exc.tag = tag_of(self.request, _address(self.kwargs["slug"]))
        return super().handle_exception(exc)


def _address(slug: str) -> str:
    return reverse("collection-detail", kwargs={"slug": slug})
