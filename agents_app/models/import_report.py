"""An import report: what became of each file of one import, kept for whoever asks later."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from agents_app.models.collection import Collection
from agents_app.querysets.import_reports import ImportReportQuerySet


class ImportReport(models.Model):
    """One import, as it went; an import that changed nothing (a dry run) is told of too."""

    class Mode(models.TextChoices):
        """How it was meant."""

        UPDATE = "update"
        CREATE = "create"
        MIRROR = "mirror"

    class State(models.TextChoices):
        """How it ended: stored, tried only, or refused as a whole."""

        DONE = "done"
        DRY_RUN = "dry_run"
        REFUSED = "refused"

    number = models.PositiveIntegerField(unique=True)
    slug = models.CharField(max_length=64, help_text="Of the collection, which may not be there.")
    collection = models.ForeignKey(
        Collection, models.SET_NULL, null=True, related_name="import_reports"
    )
    mode = models.CharField(max_length=10, choices=Mode)
    strict = models.BooleanField()
    state = models.CharField(max_length=10, choices=State)
    counts = models.JSONField(help_text="How many files had which outcome.")
    author = models.CharField(max_length=150, blank=True)
    message = models.TextField(blank=True)
    created = models.DateTimeField()

    objects = ImportReportQuerySet.as_manager()

    class Meta:
        ordering = ("-number",)
        constraints = (
            models.CheckConstraint(condition=Q(number__gte=1), name="import_number_from_one"),
            models.CheckConstraint(
                condition=Q(mode__in=("update", "create", "mirror")), name="import_mode_is_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=("done", "dry_run", "refused")),
                name="import_state_is_known",
            ),
        )

    def __str__(self) -> str:
        return f"{self.number} into {self.slug}"
