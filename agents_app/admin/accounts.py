"""Accounts and groups in the admin: Django's own, but that every change of them is noted."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User
from django.http import HttpRequest

from agents_app import audit
from agents_app.actor import Actor


class Noted(admin.ModelAdmin):
    """Writes what Django's own history says to the audit log too, in the same transaction."""

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """Note a new one."""
        _note(request, "created", obj, message)
        return super().log_addition(request, obj, message)

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """Note a change, with what the account is then."""
        _note(request, "changed", obj, message)
        return super().log_change(request, obj, message)

    def log_deletions(self, request: HttpRequest, queryset: Any) -> Any:
        """Note each one that goes."""
        for obj in queryset:
            _note(request, "deleted", obj, "")
        return super().log_deletions(request, queryset)


def _note(request: HttpRequest, what: str, obj: Any, message: Any) -> None:
    kind = "account" if isinstance(obj, User) else "group"
    detail = ""
    if isinstance(obj, User) and what != "deleted":
        roles = ", ".join(sorted(Actor.of(obj).roles)) if obj.is_active else "disabled"
        detail = f"{roles or 'no role'}; {_fields(message)}".rstrip("; ")
    deed = audit.Deed(f"{kind}.{what}", str(obj), detail=detail)
    audit.note([deed], actor=request.user.get_username())


def _fields(message: Any) -> str:
    """Return which fields changed, of Django's own record of it."""
    if isinstance(message, str):
        return message
    changes = [each["changed"] for each in message if "changed" in each]
    return ", ".join(field for change in changes for field in change.get("fields", ()))


admin.site.unregister(User)
admin.site.unregister(Group)


@admin.register(User)
class NotedUserAdmin(Noted, UserAdmin):
    """Accounts; the groups ``reader author curator admin`` are the roles."""


@admin.register(Group)
class NotedGroupAdmin(Noted, GroupAdmin):
    """Groups, of which four are roles."""
