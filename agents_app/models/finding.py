"""A finding: one lint result for an agent's current text."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from agents_app.models.agent import Agent


class Finding(models.Model):
    """What a rule says of an agent's current revision."""

    class Severity(models.TextChoices):
        """How grave it is; an error blocks or breaks, an info informs."""

        ERROR = "error"
        WARNING = "warning"
        INFO = "info"

    agent = models.ForeignKey(Agent, models.CASCADE, related_name="findings")
    rule = models.CharField(max_length=8)
    severity = models.CharField(max_length=8, choices=Severity)
    message = models.TextField()
    line = models.PositiveIntegerField()
    column = models.PositiveIntegerField()
    fix = models.TextField(  # noqa: DJ001 - null: no fix; "": the line should be empty
        null=True, blank=True
    )

    class Meta:
        ordering = ("agent", "line", "column", "rule")
        constraints = (
            models.CheckConstraint(
                condition=Q(severity__in=("error", "warning", "info")),
                name="finding_severity_is_known",
            ),
        )
        indexes = (models.Index(fields=("rule", "agent"), name="findings_by_rule"),)

    def __str__(self) -> str:
        return f"{self.rule} line {self.line}"
