"""Idempotency keys in the admin: read only, the newest first."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from agents_app.admin.derived import DerivedAdmin
from agents_app.models import IdempotencyKey


@admin.register(IdempotencyKey)
class IdempotencyKeyAdmin(DerivedAdmin):
    """Which requests were answered once and for all."""

    list_display = ("created", "user", "key", "status")
    list_select_related = ("user",)
    fields = ("user", "key", "fingerprint", "status", "headers", "created")

    def get_queryset(self, request: HttpRequest) -> QuerySet[IdempotencyKey]:
        """Leave the answers in the database."""
        return super().get_queryset(request).defer("body")
