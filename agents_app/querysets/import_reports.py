"""Reads of import reports."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Max, Prefetch, Q

from agents_app.errors import Missing
from agents_app.querysets.readers import Importer

if TYPE_CHECKING:
    from agents_app.models import ImportReport
else:
    ImportReport = models.Model


class ImportReportQuerySet(models.QuerySet[ImportReport]):
    """Reports, the newest first."""

    def told_to(self, reader: Importer) -> Self:
        """Keep what was stored where a reader sees the collection, and what they tried themselves.

        What was only tried tells of texts that are nowhere else, so beside its author none but
        the collection's curators and admins see it.
        """
        found = self if reader.within is None else self.filter(collection__in=reader.within)
        if reader.hidden:
            found = found.exclude(collection__in=reader.hidden)
        if reader.is_admin:
            return found
        stored = Q(state="done", collection__isnull=False)
        curated = Q(collection__in=reader.maintains)
        own = Q(author=reader.name) & ~Q(author="")
        return found.filter(stored | curated | own)

    def into(self, slug: str) -> Self:
        """Keep the imports into a collection."""
        return self.filter(slug=slug)

    def with_state(self, state: str) -> Self:
        """Keep those that ended so."""
        return self.filter(state=state)

    def with_files(self) -> Self:
        """Load the rows, in order."""
        field: Any = self.model._meta.get_field("files")
        rows = field.related_model.objects.order_by("position")
        return self.prefetch_related(Prefetch("files", rows))

    def by_number(self, number: int) -> ImportReport:
        """Return the report of a number; raises Missing."""
        found = self.filter(number=number).first()
        if found is None:
            raise Missing("import", str(number))
        return found

    def last_number(self) -> int:
        """Return the number of the newest report, 0 where there is none."""
        return int(self.aggregate(last=Max("number"))["last"] or 0)
