"""Tools in the admin: read only, derived from the text."""

from __future__ import annotations

from django.contrib import admin

from agents_app.admin.derived import DerivedAdmin
from agents_app.models import Tool


@admin.register(Tool)
class ToolAdmin(DerivedAdmin):
    """What agents may call."""

    list_display = ("name", "kind", "server", "standing")
    list_filter = ("kind", "standing")
