"""Grants in the admin: read only, derived from the text."""

from __future__ import annotations

from django.contrib import admin

from agents_app.admin.derived import DerivedAdmin
from agents_app.models import Grant


@admin.register(Grant)
class GrantAdmin(DerivedAdmin):
    """Which toolset names which tool."""

    list_display = ("toolset", "position", "token", "tool", "effect")
    list_filter = ("effect",)
    list_select_related = ("toolset", "tool")
