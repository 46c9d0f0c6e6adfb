"""Agents in the admin: what they are, with all that was read from their text below."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from agents_app.admin.derived import DerivedAdmin, DerivedInline
from agents_app.models import Agent, Finding, Integration


class IntegrationInline(DerivedInline):
    """Edges to other agents, in order."""

    model = Integration
    fk_name = "agent"
    fields = ("position", "target_name", "target", "group", "note", "line", "suggestion")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Load each edge with its target."""
        return Integration.objects.stated().select_related("target").order_by("position")


class FindingInline(DerivedInline):
    """What lint says of the current text."""

    model = Finding
    fields = ("rule", "severity", "line", "column", "message")


@admin.register(Agent)
class AgentAdmin(DerivedAdmin):
    """The living entries."""

    list_display = ("key", "title", "collection", "category", "model", "health", "status", "number")
    list_filter = ("status", "health", "tier", "toolset__inherits_tools", "collection")
    list_select_related = ("collection", "revision")
    search_fields = ("words",)
    exclude = ("words", "skeleton")
    inlines = (IntegrationInline, FindingInline)

    @admin.display(description="revision", ordering="revision__number")
    def number(self, agent: Agent) -> int | None:
        """Return the current revision's number."""
        return agent.revision.number if agent.revision else None

    def get_queryset(self, request: HttpRequest) -> QuerySet[Agent]:
        """Leave the bytes in the database."""
        return super().get_queryset(request).defer("revision__content")
