"""Toolsets in the admin: read only, derived from the texts of all who share them."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest

from agents_app.admin.derived import DerivedAdmin, DerivedInline
from agents_app.models import Grant, Toolset


class GrantInline(DerivedInline):
    """Tools, in order."""

    model = Grant
    fields = ("position", "token", "tool", "effect")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Load each grant with its tool."""
        return super().get_queryset(request).select_related("tool")


@admin.register(Toolset)
class ToolsetAdmin(DerivedAdmin):
    """What agents may use, a row for all that write the same."""

    list_display = ("id", "inherits_tools", "capabilities", "agent_count")
    list_filter = ("inherits_tools",)
    inlines = (GrantInline,)

    @admin.display(description="agents", ordering="agent_count")
    def agent_count(self, toolset: Any) -> int:
        """Return how many agents have it, retired ones included."""
        return int(toolset.agent_count)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Count the agents in the same statement."""
        rows: QuerySet[Any] = super().get_queryset(request)
        counted: QuerySet[Any] = rows.annotate(agent_count=Count("agents"))
        return counted
