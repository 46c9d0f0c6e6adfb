"""A tool: something an agent may call, by its exact name."""

from __future__ import annotations

from django.db import models

from agents_app.definitions.tools import MAX_TOOL_NAME
from agents_app.querysets.tools import ToolQuerySet


class Tool(models.Model):
    """A tool, or a pattern that stands for many (``*``, ``mcp__github__*``)."""

    class Kind(models.TextChoices):
        """Where the tool comes from."""

        BUILTIN = "builtin"
        MCP = "mcp"
        UNKNOWN = "unknown"
        WILDCARD = "wildcard"

    class Standing(models.TextChoices):
        """What the harness makes of the name."""

        CURRENT = "current"
        DEAD = "dead"
        FOREIGN = "foreign"
        UNKNOWN = "unknown"
        PATTERN = "pattern"

    name = models.CharField(max_length=MAX_TOOL_NAME, unique=True)
    kind = models.CharField(max_length=10, choices=Kind)
    server = models.CharField(max_length=MAX_TOOL_NAME, blank=True, db_index=True)
    standing = models.CharField(max_length=10, choices=Standing, db_index=True)
    capabilities = models.JSONField(default=list)

    objects = ToolQuerySet.as_manager()

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name
