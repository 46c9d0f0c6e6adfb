"""Integrations in the admin: read only, derived from the text."""

from __future__ import annotations

from django.contrib import admin

from agents_app.admin.derived import DerivedAdmin
from agents_app.models import Integration


@admin.register(Integration)
class IntegrationAdmin(DerivedAdmin):
    """Edges between agents."""

    list_display = ("agent", "target_name", "target", "group", "certain", "suggestion")
    list_filter = ("origin", "certain")
    list_select_related = ("agent", "target")
