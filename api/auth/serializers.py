"""What is sent to sign in, what comes back, and who one is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rest_framework import serializers

from agents_app.actor import ROLES, SCOPES
from agents_app.definitions.nearness import near
from agents_app.errors import BadRequest
from agents_app.models import ApiToken
from agents_app.models.api_token import STATES
from api.briefs import AddressField

MOST_SHOWN = 60
_OPTIONS: dict[str, Any] = {
    "invalid_choice": f"There is no such scope. Allowed: {', '.join(SCOPES)}."
}


class SentSerializer(serializers.Serializer):
    """A body in which every member counts. What stands in it is never repeated in a refusal."""

    def to_internal_value(self, data: Any) -> Any:
        """Refuse members that nobody knows."""
        known = list(self.fields)
        for name in data if isinstance(data, Mapping) else ():
            if name not in known:
                shown = str(name)[:MOST_SHOWN]
                message = f"There is no member {shown!r}. Allowed: {', '.join(known)}."
                alike = near(shown, known)
                raise BadRequest("unknown_field", message, field=shown, near=alike, allowed=known)
        return super().to_internal_value(data)


class LoginSerializer(SentSerializer):
    """A name and a password."""

    username = serializers.CharField(max_length=150)
    password = serializers.CharField(max_length=1_000, trim_whitespace=False)


class RefreshSerializer(SentSerializer):
    """The refresh token that is due; it is good once."""

    refresh = serializers.CharField(max_length=2_000)


class SignInSerializer(serializers.Serializer):
    """Two tokens: one to ask with, one to renew both."""

    access = serializers.CharField(read_only=True, help_text="Send it as `Bearer`.")
    refresh = serializers.CharField(
        read_only=True, help_text="Good once; a second use ends the sign-in, for it was copied."
    )
    expires_in = serializers.IntegerField(
        read_only=True, help_text="Seconds until `access` is good no more."
    )


class TokenSerializer(serializers.ModelSerializer):
    """An API token without its secret."""

    url = AddressField("token-detail", prefix="prefix")
    scopes = serializers.SerializerMethodField()
    collections = serializers.SerializerMethodField()
    state = serializers.ChoiceField(STATES, read_only=True)

    class Meta:
        model = ApiToken
        fields = (
            "url",
            "name",
            "prefix",
            "scopes",
            "collections",
            "state",
            "created",
            "expires",
            "last_used",
        )
        read_only_fields = fields

    def get_scopes(self, token: ApiToken) -> list[str]:
        """Return the scopes as a list."""
        return token.scopes.split()

    def get_collections(self, token: ApiToken) -> list[str] | None:
        """Return the slugs of the only collections that it is good for; null for no limit."""
        return sorted(each.slug for each in token.collections.all()) if token.is_limited else None


class NewTokenSerializer(TokenSerializer):
    """An API token with its secret, which is shown this once."""

    secret = serializers.CharField(read_only=True, help_text="Keep it: it is shown this once.")

    class Meta(TokenSerializer.Meta):
        fields = (*TokenSerializer.Meta.fields, "secret")
        read_only_fields = fields


class TokenWriteSerializer(SentSerializer):
    """What a new token is to be good for."""

    name = serializers.CharField(max_length=100, help_text="To know it by.")
    scopes = serializers.ListField(
        child=serializers.ChoiceField(SCOPES, error_messages=_OPTIONS), min_length=1, max_length=3
    )
    expires = serializers.DateTimeField(
        required=False, allow_null=True, default=None, help_text="Null for never."
    )
    collections = serializers.ListField(
        child=serializers.CharField(max_length=64),
        max_length=50,
        required=False,
        allow_null=True,
        default=None,
        help_text="Slugs of the only collections that it is good for; null for no limit.",
    )


class OwnCollectionsSerializer(serializers.Serializer):
    """The collections that somebody has to do with, by slug."""

    maintains = serializers.ListField(child=serializers.CharField(), read_only=True)
    belongs = serializers.ListField(
        child=serializers.CharField(), read_only=True, help_text="Private ones that they may see."
    )
    within = serializers.ListField(
        child=serializers.CharField(),
        read_only=True,
        allow_null=True,
        help_text="The only ones that the token in use is good for; null for no limit.",
    )


class MeSerializer(serializers.Serializer):
    """Who asks, and what they rest on."""

    name = serializers.CharField(read_only=True)
    roles = serializers.ListField(child=serializers.ChoiceField(ROLES), read_only=True)
    scopes = serializers.ListField(child=serializers.ChoiceField(SCOPES), read_only=True)
    collections = OwnCollectionsSerializer(read_only=True)
    token = TokenSerializer(read_only=True, allow_null=True, help_text="Null where none is used.")
