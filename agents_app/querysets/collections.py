"""Reads of collections."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Count, Q

from agents_app.definitions.nearness import near
from agents_app.errors import Missing
from agents_app.querysets.prepared import Prepared
from agents_app.querysets.readers import Reader

if TYPE_CHECKING:
    from agents_app.models import Collection
else:
    Collection = models.Model


class CollectionQuerySet(models.QuerySet[Collection]):
    """Collections with what they hold."""

    def visible_to(self, reader: Reader) -> Self:
        """Keep the collections that a reader sees."""
        found = self if reader.within is None else self.filter(pk__in=reader.within)
        return found.exclude(pk__in=reader.hidden) if reader.hidden else found

    def with_counts(self) -> Self:
        """Add how many published agents there are, in all and by health."""
        published = Q(agents__status="published")
        by_health = {
            f"agents_{health}": Count("agents", filter=published & Q(agents__health=health))
            for health in ("ok", "warnings", "errors")
        }
        return self.annotate(agent_count=Count("agents", filter=published), **by_health)

    def by_slug(self, slug: str) -> Collection:
        """Return the collection of a slug; raises Missing with the nearest slugs."""
        found = self.filter(slug=slug).first()
        if found is None:
            slugs = self.order_by("slug").values_list("slug", flat=True)
            raise Missing("collection", slug, near(slug, slugs))
        return found


# The ids of the private collections: nearly every answer begins with them.
PRIVATE = Prepared(lambda every: every.filter(private=True).order_by().values_list("pk"))
