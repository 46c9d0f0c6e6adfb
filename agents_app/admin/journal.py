"""The journal in the admin: read only, newest first."""

from __future__ import annotations

from django.contrib import admin

from agents_app.admin.derived import DerivedAdmin
from agents_app.models import JournalEntry


@admin.register(JournalEntry)
class JournalEntryAdmin(DerivedAdmin):
    """One ordered log of all changes."""

    list_display = ("serial", "at", "verb", "collection", "key", "revision", "author")
    list_filter = ("verb",)
    ordering = ("-serial",)
