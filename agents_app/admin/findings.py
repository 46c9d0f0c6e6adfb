"""Findings in the admin: read only, derived from the text."""

from __future__ import annotations

from django.contrib import admin

from agents_app.admin.derived import DerivedAdmin
from agents_app.models import Finding


@admin.register(Finding)
class FindingAdmin(DerivedAdmin):
    """What lint says of current texts."""

    list_display = ("agent", "rule", "severity", "line", "message")
    list_filter = ("severity", "rule")
    list_select_related = ("agent",)
