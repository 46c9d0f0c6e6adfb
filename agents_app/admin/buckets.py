"""Buckets in the admin, read only: whoever is locked out waits, or the row is asked about here."""

from __future__ import annotations

from django.contrib import admin

from agents_app.admin.derived import DerivedAdmin
from agents_app.models import Bucket


@admin.register(Bucket)
class BucketAdmin(DerivedAdmin):
    """How much has lately been spent, under hashed names."""

    list_display = ("key", "drained_at")
    ordering = ("-drained_at", "key")
