"""The journal: one ordered log of all changes; a serial is the version of the whole registry."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from agents_app.querysets.journal import JournalQuerySet


class JournalHead(models.Model):
    """The one row that holds the newest serial; writers lock it, so serials follow commits."""

    serial = models.BigIntegerField(default=0)

    class Meta:
        constraints = (models.CheckConstraint(condition=Q(id=1), name="journal_has_one_head"),)

    def __str__(self) -> str:
        return str(self.serial)


class JournalEntry(models.Model):
    """One change. It names its subject by text, so that it outlives what it tells of."""

    class Verb(models.TextChoices):
        """What happened to whom."""

        COLLECTION_CREATED = "collection.created"
        COLLECTION_DESCRIBED = "collection.described"
        COLLECTION_INDEXED = "collection.indexed"
        AGENT_PUBLISHED = "agent.published"
        AGENT_REVISED = "agent.revised"
        AGENT_MOVED = "agent.moved"
        AGENT_RETIRED = "agent.retired"
        AGENT_RESTORED = "agent.restored"
        AGENT_DEPRECATED = "agent.deprecated"
        AGENT_UNDEPRECATED = "agent.undeprecated"
        AGENT_REREAD = "agent.reread"

    serial = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    verb = models.CharField(max_length=30, choices=Verb)
    collection = models.CharField(max_length=64)
    key = models.CharField(max_length=129, blank=True, db_index=True)
    revision = models.PositiveIntegerField(null=True)
    digest = models.CharField(max_length=71, blank=True)
    author = models.CharField(max_length=150, blank=True)
    message = models.TextField(blank=True)

    objects = JournalQuerySet.as_manager()

    class Meta:
        ordering = ("serial",)
        verbose_name_plural = "journal entries"

    def __str__(self) -> str:
        return f"{self.serial} {self.verb} {self.key or self.collection}"
