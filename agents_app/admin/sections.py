"""Sections in the admin: read only, derived from the text."""

from __future__ import annotations

from django.contrib import admin

from agents_app.admin.derived import DerivedAdmin
from agents_app.models import Section


@admin.register(Section)
class SectionAdmin(DerivedAdmin):
    """The headings of prompts."""

    list_display = ("agent", "position", "level", "title", "line")
    list_filter = ("level",)
    list_select_related = ("agent",)
