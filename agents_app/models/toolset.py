"""A toolset: what front matter writes of tools, kept once for all agents that write the same."""

from __future__ import annotations

from typing import cast

from django.db import models

from agents_app.definitions.tools import Access, Effect, Grant, tool_named
from agents_app.querysets.toolsets import ToolsetQuerySet


class Toolset(models.Model):
    """The grants that agents share; thousands of agents have a few of these between them.

    It never changes: an agent whose text says otherwise moves to another. So a question about
    tools is asked of few rows, whatever the number of agents.
    """

    digest = models.CharField(max_length=64, unique=True, help_text="``Access.digest``.")
    inherits_tools = models.BooleanField()
    capabilities = models.JSONField(default=list)

    objects = ToolsetQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return ", ".join(self.capabilities) or "nothing"

    @property
    def access(self) -> Access:
        """Return what its agents may use, from the grants; prefetch them for many agents."""
        grants = tuple(
            Grant(row.position, row.token, tool_named(row.tool.name), cast("Effect", row.effect))
            for row in self.grants.all()
        )
        return Access(self.inherits_tools, not self.inherits_tools or bool(grants), grants)
