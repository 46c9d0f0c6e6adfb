"""A capability: a word for what a toolset makes able to do, so that it can be asked for."""

from __future__ import annotations

from django.db import models

from agents_app.definitions.tools import CAPABILITIES
from agents_app.models.toolset import Toolset


class Capability(models.Model):
    """One word of a toolset's capabilities; ``Toolset.capabilities`` shows the same words."""

    toolset = models.ForeignKey(Toolset, models.CASCADE, related_name="powers", db_index=False)
    word = models.CharField(max_length=8, choices=[(word, word) for word in CAPABILITIES])

    class Meta:
        verbose_name_plural = "capabilities"
        constraints = (
            models.UniqueConstraint(fields=("toolset", "word"), name="capability_once_per_toolset"),
        )
        indexes = (models.Index(fields=("word", "toolset"), name="capabilities_by_word"),)

    def __str__(self) -> str:
        return self.word
