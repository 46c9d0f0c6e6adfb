"""Revisions in the admin: read only, without their bytes."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from agents_app.admin.derived import DerivedAdmin
from agents_app.models import Revision


@admin.register(Revision)
class RevisionAdmin(DerivedAdmin):
    """The history of texts."""

    list_display = ("agent", "number", "digest", "size", "author", "created")
    list_select_related = ("agent",)
    exclude = ("content",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Revision]:
        """Leave the bytes in the database."""
        return Revision.objects.without_content()
