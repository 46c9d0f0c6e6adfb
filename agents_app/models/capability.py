"""A capability: a word for what an agent can do, one row each, so that it can be asked for."""

from __future__ import annotations

from django.db import models

from agents_app.definitions.tools import CAPABILITIES
from agents_app.models.agent import Agent


class Capability(models.Model):
    """One word of an agent's capabilities; ``Agent.capabilities`` shows the same words."""

    agent = models.ForeignKey(Agent, models.CASCADE, related_name="powers")
    word = models.CharField(max_length=8, choices=[(word, word) for word in CAPABILITIES])

    class Meta:
        verbose_name_plural = "capabilities"
        constraints = (
            models.UniqueConstraint(fields=("agent", "word"), name="capability_once_per_agent"),
        )
        indexes = (models.Index(fields=("word", "agent"), name="capabilities_by_word"),)

    def __str__(self) -> str:
        return self.word
