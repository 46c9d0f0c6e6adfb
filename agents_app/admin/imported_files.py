"""Rows of import reports in the admin: read only."""

from __future__ import annotations

from django.contrib import admin

from agents_app.admin.derived import DerivedAdmin
from agents_app.models import ImportedFile


@admin.register(ImportedFile)
class ImportedFileAdmin(DerivedAdmin):
    """What became of each file."""

    list_display = ("report", "position", "path", "outcome", "key", "code")
    list_filter = ("outcome",)
    list_select_related = ("report",)
    ordering = ("-report", "position")
