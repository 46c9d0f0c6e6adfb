"""The audit log in the admin: read only, newest first."""

from __future__ import annotations

from django.contrib import admin

from agents_app.admin.derived import DerivedAdmin
from agents_app.models import AuditEntry


@admin.register(AuditEntry)
class AuditEntryAdmin(DerivedAdmin):
    """Who did what, who was refused what, and who came and went."""

    list_display = ("serial", "at", "deed", "subject", "actor", "outcome", "detail", "origin")
    list_filter = ("outcome", "deed")
    search_fields = ("=actor", "=subject", "=origin")
    ordering = ("-serial",)
