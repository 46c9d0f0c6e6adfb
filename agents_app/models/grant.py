"""A grant: toolset to tool, allowed or denied, with the token as written, in order."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from agents_app.models.tool import Tool
from agents_app.models.toolset import Toolset


class Grant(models.Model):
    """One token of ``tools`` or ``disallowedTools``."""

    class Effect(models.TextChoices):
        """Whether the token gives the tool or takes it."""

        ALLOW = "allow"
        DENY = "deny"

    toolset = models.ForeignKey(Toolset, models.CASCADE, related_name="grants", db_index=False)
    tool = models.ForeignKey(Tool, models.PROTECT, related_name="grants")
    position = models.PositiveIntegerField()
    token = models.TextField()
    effect = models.CharField(max_length=5, choices=Effect)

    class Meta:
        ordering = ("toolset", "position")
        constraints = (
            models.UniqueConstraint(
                fields=("toolset", "position"), name="grant_position_once_per_toolset"
            ),
            models.CheckConstraint(
                condition=Q(effect__in=("allow", "deny")), name="grant_allows_or_denies"
            ),
        )
        indexes = (models.Index(fields=("tool", "effect", "toolset"), name="grants_by_tool"),)

    def __str__(self) -> str:
        return f"{self.effect} {self.token}"
