"""What is sent to sign in, what comes back, and who one is."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from agents_app.actor import ROLES, SCOPES
from agents_app.models import ApiToken
from agents_app.models.api_token import STATES
from api.bodies.members import StrictSerializer, Text
from api.briefs import AddressField

_OPTIONS: dict[str, Any] = {
    "invalid_choice": f"There is no such scope. Allowed: {', '.join(SCOPES)}."
}


class LoginSerializer(StrictSerializer):
    """A name and a password."""

    username = Text(max_length=150, trim_whitespace=True)
    password = Text(max_length=1_000)


class RefreshSerializer(StrictSerializer):
    """The refresh token that is due; it is good once."""

    refresh = Text(max_length=2_000)


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


class TokenWriteSerializer(StrictSerializer):
    """What a new token is to be good for."""

    name = Text(max_length=100, trim_whitespace=True, help_text="To know it by.")
    scopes = serializers.ListField(
        child=serializers.ChoiceField(SCOPES, error_messages=_OPTIONS), min_length=1, max_length=3
    )
    expires = serializers.DateTimeField(
        required=False, allow_null=True, default=None, help_text="Null for never."
    )
    collections = serializers.ListField(
        child=Text(max_length=64),
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
