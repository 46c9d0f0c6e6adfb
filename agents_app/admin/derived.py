"""What follows from a text is looked at here and changed by changing the text."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest


class DerivedAdmin(admin.ModelAdmin):
    """A read-only admin; those who may view, view."""

    show_full_result_count = False
    list_per_page = 50

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Nobody adds by hand what a text says."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody changes it either."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nor deletes it."""
        return False


class DerivedInline(admin.TabularInline):
    """Read-only rows below their agent."""

    extra = 0
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody adds by hand what a text says."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody changes it either."""
        return False
