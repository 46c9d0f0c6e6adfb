"""API tokens in the admin: made by their accounts, and revoked here in an emergency."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from agents_app.actions.revoke_token import revoke_token
from agents_app.actor import SYSTEM, Actor
from agents_app.admin.derived import DerivedAdmin
from agents_app.models import ApiToken
from agents_app.rights import may


@admin.register(ApiToken)
class ApiTokenAdmin(DerivedAdmin):
    """What is known of tokens; their secrets are nowhere."""

    list_display = (
        "prefix",
        "name",
        "user",
        "scopes",
        "created",
        "expires",
        "last_used",
        "revoked",
    )
    list_select_related = ("user",)
    exclude = ("digest",)
    actions = ("revoke",)

    def has_administer_permission(self, request: HttpRequest) -> bool:
        """Return whether they may end what others began."""
        return may(Actor.of(request.user), "administer")

    @admin.action(description="Revoke the selected tokens", permissions=["administer"])
    def revoke(self, request: HttpRequest, queryset: QuerySet[ApiToken]) -> None:
        """Revoke each, in the name of whoever clicks."""
        by = SYSTEM.named(request.user.get_username())
        for token in queryset.select_related("user"):
            revoke_token(token, by=by)
