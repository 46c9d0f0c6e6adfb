"""An imported file: one row of an import report."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from agents_app.models.import_report import ImportReport


class ImportedFile(models.Model):
    """What became of one file, or of an agent that has none any more."""

    class Outcome(models.TextChoices):
        """What became of it."""

        CREATED = "created"
        UPDATED = "updated"
        UNCHANGED = "unchanged"
        RETIRED = "retired"
        REFUSED = "refused"
        SKIPPED = "skipped"

    report = models.ForeignKey(ImportReport, models.CASCADE, related_name="files")
    position = models.PositiveIntegerField()
    path = models.TextField(blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome)
    key = models.CharField(max_length=129, blank=True)
    tier = models.CharField(max_length=10, blank=True)
    code = models.CharField(max_length=100, blank=True)
    message = models.TextField(blank=True)
    findings = models.JSONField(default=list)
    changes = models.JSONField(null=True, help_text="What an update changes; null for others.")

    class Meta:
        ordering = ("report", "position")
        constraints = (
            models.UniqueConstraint(
                fields=("report", "position"), name="imported_file_once_per_position"
            ),
            models.CheckConstraint(
                condition=Q(
                    outcome__in=(
                        *("created", "updated", "unchanged"),
                        *("retired", "refused", "skipped"),
                    )
                ),
                name="imported_file_outcome_is_known",
            ),
        )

    def __str__(self) -> str:
        return f"{self.path or self.key}: {self.outcome}"
