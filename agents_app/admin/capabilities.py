"""Capabilities in the admin: read only, derived from the text."""

from __future__ import annotations

from django.contrib import admin

from agents_app.admin.derived import DerivedAdmin
from agents_app.models import Capability


@admin.register(Capability)
class CapabilityAdmin(DerivedAdmin):
    """What toolsets make able to do, a word a row."""

    list_display = ("toolset", "word")
    list_filter = ("word",)
    list_select_related = ("toolset",)
