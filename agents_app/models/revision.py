"""A revision: an immutable definition, numbered per agent, addressed by its digest."""

from __future__ import annotations

from typing import Any, NoReturn

from django.db import models
from django.db.models import Q

from agents_app.errors import Conflict
from agents_app.models.agent import Agent
from agents_app.querysets.revisions import RevisionQuerySet


class Revision(models.Model):
    """A text of an agent at one moment. Triggers in both databases keep it as it is."""

    agent = models.ForeignKey(Agent, models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    digest = models.CharField(max_length=71, help_text="sha256: and 64 hex digits.")
    size = models.PositiveIntegerField(help_text="Bytes.")
    content = models.BinaryField()
    author = models.CharField(max_length=150, blank=True)
    message = models.TextField(blank=True)
    created = models.DateTimeField()

    objects = RevisionQuerySet.as_manager()

    class Meta:
        ordering = ("agent", "number")
        constraints = (
            models.UniqueConstraint(
                fields=("agent", "number"), name="revision_number_once_per_agent"
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="revision_number_from_one"),
        )
        indexes = (models.Index(fields=("digest",), name="revisions_by_digest"),)

    def __str__(self) -> str:
        return f"{self.agent_id}@{self.number}"

    def save(self, *args: Any, **options: Any) -> None:
        """Insert; a revision that is stored can't be saved again."""
        if not self._state.adding:
            self._refuse()
        super().save(*args, **options)

    def delete(self, *args: Any, **options: Any) -> NoReturn:
        """Refuse: history stays."""
        self._refuse()

    @property
    def previous_number(self) -> int | None:
        """Return the number of the text before this one; none is left out, so only 1 has None."""
        return self.number - 1 or None

    def _refuse(self) -> NoReturn:
        raise Conflict("revision_is_immutable", "A revision never changes; publish a new one.")
