"""A section: a heading of the prompt with what stands under it."""

from __future__ import annotations

from django.db import models

from agents_app.models.agent import Agent


class Section(models.Model):
    """One heading; the tree follows from the order and the levels."""

    agent = models.ForeignKey(Agent, models.CASCADE, related_name="sections")
    position = models.PositiveIntegerField()
    level = models.PositiveSmallIntegerField()
    title = models.TextField()
    anchor = models.TextField()
    line = models.PositiveIntegerField()
    text = models.TextField(blank=True)
    points = models.JSONField(default=list)

    class Meta:
        ordering = ("agent", "position")
        constraints = (
            models.UniqueConstraint(
                fields=("agent", "position"), name="section_position_once_per_agent"
            ),
        )

    def __str__(self) -> str:
        return self.title
