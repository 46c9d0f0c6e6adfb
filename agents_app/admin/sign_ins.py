"""Sign-ins in the admin, read only."""

from __future__ import annotations

from django.contrib import admin

from agents_app.admin.derived import DerivedAdmin
from agents_app.models import SignIn


@admin.register(SignIn)
class SignInAdmin(DerivedAdmin):
    """What logins of browsers began, and whether it has ended."""

    list_display = ("id", "user", "created", "turn", "expires", "ended")
    list_select_related = ("user",)
    exclude = ("password",)
