"""One's own API tokens."""

from __future__ import annotations

from typing import Any

from rest_framework.mixins import ListModelMixin
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer

from agents_app.actions.create_token import create_token
from agents_app.actions.revoke_token import revoke_token
from agents_app.actor import Actor
from agents_app.errors import Missing, Unauthenticated
from agents_app.models import ApiToken, Collection
from agents_app.models.api_token import PREFIX_LENGTH
from agents_app.registry import Registry
from agents_app.rights import require_keys_of
from api.auth.examples import EXAMPLES
from api.auth.serializers import NewTokenSerializer, TokenSerializer, TokenWriteSerializer
from api.authentication import actor_of
from api.parameters.values import unknown_value
from api.private import PrivateViewSet
from api.schema.private import Private

BY_WHOM = (
    "By session or sign-in; by a token only with the scope `admin`, or a stolen token could make "
    "another before it is revoked."
)


class TokenViewSet(ListModelMixin, PrivateViewSet):
    """The tokens of the account that asks; nobody sees those of another."""

    examples = EXAMPLES
    lookup_field = "prefix"
    lookup_value_converter = "key"
    queryset = ApiToken.objects.for_listing()
    operations = {
        "list": Private("listTokens", "List your tokens"),
        "create": Private("createToken", "Make a token", status="201"),
        "retrieve": Private("readToken", "Read one of your tokens"),
        "destroy": Private("revokeToken", "Revoke a token", status="204"),
    }
    about = {
        "list": f"Your tokens, the newest first, revoked and expired ones too. {BY_WHOM}",
        "create": "A new token, with its secret, which is shown this once. A token can't make one "
        f"that may do more, elsewhere or for longer than itself. {BY_WHOM}",
        "retrieve": f"One of your tokens, without its secret. {BY_WHOM}",
        "destroy": "The token is good for nothing from now on. A token may revoke itself.",
    }
    bodies = {"create": TokenWriteSerializer}
    faces = {"create": NewTokenSerializer}

    def get_serializer_class(self) -> type[BaseSerializer]:
        """Return the token, with its secret where it is new."""
        return self.faces.get(self.action, TokenSerializer)

    def get_queryset(self) -> Any:
        """Keep what is the account's own."""
        return self.queryset.of_user(actor_of(self.request).user)

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """List them for whoever may see them."""
        _keeper(request)
        return super().list(request, *args, **kwargs)

    def create(self, request: Request) -> Response:
        """Make one; the secret leaves with this answer."""
        actor = _keeper(request)
        sent = self.sent()
        slugs = sent.pop("collections")
        limit = None if slugs is None else _collections(actor, slugs)
        token, secret = create_token(request.user, by=actor, collections=limit, **sent)
        token.secret = secret  # type: ignore[attr-defined]
        answer = self.get_serializer(token).data
        return Response(answer, status=201, headers={"Location": answer["url"]})

    def retrieve(self, request: Request, prefix: str) -> Response:
        """Return one."""
        _keeper(request)
        return Response(self.get_serializer(self._own(prefix)).data)

    def destroy(self, request: Request, prefix: str) -> Response:
        """Revoke one."""
        actor = actor_of(request)
        if actor.user is None:
            raise Unauthenticated
        revoke_token(self._own(prefix), by=actor)
        return Response(status=204)

    def _own(self, prefix: str) -> ApiToken:
        found: ApiToken | None = self.get_queryset().filter(prefix=prefix).first()
        if found is None:
            # No more of it than a prefix: somebody may have sent the whole secret.
            raise Missing("token", prefix[:PREFIX_LENGTH])
        return found


def _keeper(request: Request) -> Actor:
    """Return who asks, if they may keep the tokens of their account."""
    actor = actor_of(request)
    require_keys_of(actor, actor.user or 0)
    return actor


def _collections(actor: Actor, slugs: list[str]) -> list[Collection]:
    found = {each.slug: each for each in Registry(actor).collections}
    for slug in slugs:
        if slug not in found:
            raise unknown_value("collections", "collection", slug, alike=(), allowed=())
    return [found[slug] for slug in dict.fromkeys(slugs)]
