"""An integration: an edge from one agent to another, resolved or dangling."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from agents_app.models.agent import Agent
from agents_app.querysets.integrations import IntegrationQuerySet


class Integration(models.Model):
    """An edge as the text states it.

    One that is not certain (a single word, a kebab word inside a sentence) counts only while its
    target exists: ``Integration.objects.stated()``.
    """

    class Origin(models.TextChoices):
        """Where the edge was found: in the text, or in a front matter key of this name."""

        TEXT = "text"
        MENTION = "mention"
        TOOLS = "tools"
        HANDOFFS = "handoffs"
        AGENTS = "agents"

    agent = models.ForeignKey(Agent, models.CASCADE, related_name="outgoing")
    position = models.PositiveIntegerField()
    target_name = models.CharField(max_length=129)
    target = models.ForeignKey(Agent, models.SET_NULL, null=True, related_name="incoming")
    certain = models.BooleanField()
    group = models.TextField(blank=True)
    note = models.TextField(blank=True)
    line = models.PositiveIntegerField()
    origin = models.CharField(max_length=10, choices=Origin)
    suggestion = models.CharField(  # noqa: DJ001 - null: not looked for yet; "": none is near
        max_length=129, null=True, blank=True
    )

    objects = IntegrationQuerySet.as_manager()

    class Meta:
        ordering = ("agent", "position")
        constraints = (
            models.UniqueConstraint(
                fields=("agent", "position"), name="integration_position_per_agent"
            ),
            models.CheckConstraint(
                condition=~Q(target=models.F("agent")), name="integration_is_with_another"
            ),
        )
        indexes = (
            models.Index(fields=("target_name",), name="integrations_by_target_name"),
            models.Index(fields=("target", "agent"), name="integrations_by_target"),
            models.Index(
                fields=("certain", "id"),
                condition=Q(target=None),
                name="integrations_unresolved",
            ),
        )

    def __str__(self) -> str:
        return f"{self.agent_id} → {self.target_name}"

    @property
    def state(self) -> str:
        """Return ``resolved`` where the target exists for whoever reads, else ``dangling``."""
        return "resolved" if self.target else "dangling"
