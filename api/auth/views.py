"""Signing in, renewing, signing out, and who one is."""

from __future__ import annotations

from typing import Any

from rest_framework.request import Request
from rest_framework.response import Response

from agents_app.actions.begin_sign_in import begin_sign_in
from agents_app.actions.end_sign_in import end_sign_in
from agents_app.actions.renew_sign_in import renew_sign_in
from agents_app.actions.verify_password import verify_password
from agents_app.actor import ROLES, SCOPES
from agents_app.errors import Unauthenticated
from agents_app.models import ApiToken, SignIn
from api.auth.examples import EXAMPLES
from api.auth.serializers import (
    LoginSerializer,
    MeSerializer,
    RefreshSerializer,
    SignInSerializer,
)
from api.authentication import actor_of, registry_of
from api.authentication.browser_tokens import pair_for, read_refresh
from api.private import PrivateViewSet
from api.schema.private import Private


class SignInViewSet(PrivateViewSet):
    """What a browser does with a password once, and with tokens from then on."""

    # Whoever signs in is nobody yet, and whatever else they send says nothing about them.
    authentication_classes = []
    permission_classes = []
    examples = EXAMPLES
    queryset = SignIn.objects.none()
    operations = {
        "login": Private("login", "Sign in with a name and a password", is_open=True),
        "refresh": Private("refreshLogin", "Renew the tokens of a sign-in", is_open=True),
        "logout": Private("logout", "Sign out", status="204", is_open=True),
    }
    about = {
        "login": "Both tokens of a new sign-in. Ten failures for an account, or thirty from an "
        "address, in a quarter of an hour are followed by 429. A sign-in lasts for two weeks at "
        "most, and ends with a new password.",
        "refresh": "Two new tokens for a refresh token, which is good once. Used again it was "
        "copied: the whole sign-in ends. One of several requests at once gets an answer.",
        "logout": "Ends the sign-in that a refresh token belongs to, access tokens included.",
    }
    bodies = {"login": LoginSerializer, "refresh": RefreshSerializer, "logout": RefreshSerializer}
    serializer_class = SignInSerializer

    def login(self, request: Request) -> Response:
        """Verify the password and begin a sign-in."""
        sent = self.sent()
        user = verify_password(sent["username"], sent["password"])
        return Response(pair_for(begin_sign_in(user)))

    def refresh(self, request: Request) -> Response:
        """Renew a sign-in by the turn that is due."""
        return Response(pair_for(renew_sign_in(*read_refresh(self.sent()["refresh"]))))

    def logout(self, request: Request) -> Response:
        """End a sign-in; to do it twice is no mistake."""
        number, _ = read_refresh(self.sent()["refresh"])
        sign_in = SignIn.objects.open_one(number)
        if sign_in is not None:
            end_sign_in(sign_in)
        return Response(status=204)


class MeViewSet(PrivateViewSet):
    """Who asks."""

    examples = EXAMPLES
    queryset = ApiToken.objects.none()
    operations = {"retrieve": Private("readMe", "Read who you are")}
    about = {"retrieve": "The account that asks, with its roles, scopes and collections."}
    serializer_class = MeSerializer

    def retrieve(self, request: Request) -> Response:
        """Return what ``rights`` will judge by."""
        actor = actor_of(request)
        if actor.user is None:
            raise Unauthenticated
        known = actor.maintains | actor.belongs | (actor.within or frozenset())
        slugs = dict(
            registry_of(request).collections.filter(pk__in=known).values_list("pk", "slug")
        )

        def named(ids: frozenset[int]) -> list[str]:
            return sorted(slugs[each] for each in ids if each in slugs)

        tokens = ApiToken.objects.of_user(actor.user).for_listing()
        me: dict[str, Any] = {
            "name": actor.name,
            "roles": [role for role in ROLES if role in actor.roles],
            "scopes": [scope for scope in SCOPES if scope in actor.scopes],
            "collections": {
                "maintains": named(actor.maintains),
                "belongs": named(actor.belongs),
                "within": None if actor.within is None else named(actor.within),
            },
            "token": tokens.filter(prefix=actor.token).first() if actor.token else None,
        }
        return Response(self.get_serializer(me).data)
