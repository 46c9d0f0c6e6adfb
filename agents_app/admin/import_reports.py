"""Import reports in the admin: read only, newest first."""

from __future__ import annotations

from django.contrib import admin

from agents_app.admin.derived import DerivedAdmin
from agents_app.models import ImportReport


@admin.register(ImportReport)
class ImportReportAdmin(DerivedAdmin):
    """What was imported, or tried."""

    list_display = ("number", "slug", "mode", "state", "counts", "author", "created")
    list_filter = ("state", "mode")
    ordering = ("-number",)
