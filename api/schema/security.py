"""Ways of saying who one is, as the contract names them."""

from __future__ import annotations

from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension


class SessionScheme(OpenApiAuthenticationExtension):
    """The session cookie of the admin and the catalogue."""

    target_class = "api.authentication.BySession"
    name = "session"

    def get_security_definition(self, auto_schema: Any) -> dict[str, Any]:
        """Describe the cookie; a write needs the CSRF token beside it."""
        return {
            "type": "apiKey",
            "in": "cookie",
            "name": "sessionid",
            "description": "Set by signing in; a write needs the header `X-CSRFToken` too.",
        }


class TokenScheme(OpenApiAuthenticationExtension):
    """An API token."""

    target_class = "api.authentication.ByToken"
    name = "token"

    def get_security_definition(self, auto_schema: Any) -> dict[str, Any]:
        """Describe the header and where a token comes from."""
        return {
            "type": "http",
            "scheme": "bearer",
            "bearerFormat": "roster_…",
            "description": "An API token, from `auth/tokens/` or `manage.py create_token`.",
        }


class BrowserTokenScheme(OpenApiAuthenticationExtension):
    """The access token of a sign-in."""

    target_class = "api.authentication.ByBrowserToken"
    name = "signIn"

    def get_security_definition(self, auto_schema: Any) -> dict[str, Any]:
        """Describe the header and where a token comes from."""
        return {
            "type": "http",
            "scheme": "bearer",
            "bearerFormat": "JWT",
            "description": "The access token of `auth/login/`; good for ten minutes.",
        }
