"""An actor: who asks or writes, with what they may rest on; made anew for each request."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Literal, cast, get_args

from django.conf import settings

from agents_app.models import Collection
from agents_app.querysets.collections import PRIVATE
from agents_app.querysets.readers import EVERYTHING

Role = Literal["reader", "author", "curator", "admin"]
Scope = Literal["read", "write", "admin"]
ROLES: tuple[Role, ...] = get_args(Role)
SCOPES: tuple[Scope, ...] = get_args(Scope)


@dataclass(frozen=True)
class Actor:
    """Who it is, and the facts that ``rights`` judges by; ``Actor()`` is nobody in particular.

    name: recorded as the author. user: the account's id, None for nobody and for the machine.
    roles: the groups of the account. scopes: what a token was given; a session has them all.
    maintains, belongs: ids of the collections that they curate, or may see though private.
    within: ids of the collections that a token is limited to, None for no limit.
    token: the prefix of the API token that speaks for the account, empty where none does.
    """

    name: str = ""
    user: int | None = None
    roles: frozenset[Role] = frozenset()
    scopes: frozenset[Scope] = frozenset({"read"})
    maintains: frozenset[int] = frozenset()
    belongs: frozenset[int] = frozenset()
    within: frozenset[int] | None = None
    token: str = ""

    @classmethod
    def of(
        cls,
        user: Any,
        *,
        scopes: frozenset[Scope] = frozenset(SCOPES),
        within: frozenset[int] | None = None,
        token: str = "",
    ) -> Actor:
        """Return the actor that an account is now, in three queries; nobody for no account."""
        if user is None or not user.is_authenticated or not user.is_active:
            return cls()
        groups = set(user.groups.values_list("name", flat=True))
        roles = {cast("Role", role) for role in groups.intersection(ROLES)}
        return cls(
            name=user.get_username(),
            user=user.pk,
            roles=frozenset(roles | {"admin"}) if user.is_superuser else frozenset(roles),
            scopes=scopes,
            maintains=frozenset(user.maintained_collections.values_list("pk", flat=True)),
            belongs=frozenset(user.member_collections.values_list("pk", flat=True)),
            within=within,
            token=token,
        )

    @property
    def is_admin(self) -> bool:
        """Return whether nothing is hidden from them; what they may change hangs on scopes too."""
        return "admin" in self.roles

    @property
    def curates(self) -> frozenset[int]:
        """Return the collections that they decide for: maintaining without the role is not it."""
        return self.maintains if "curator" in self.roles else frozenset()

    @cached_property
    def hidden(self) -> frozenset[int]:
        """Return the ids of the collections that they may not see, in one query at most."""
        if self.is_admin:
            return frozenset()
        if self.user is None and not settings.PUBLIC_READS:
            return frozenset(Collection.objects.values_list("pk", flat=True))
        private = frozenset(pk for (pk,) in PRIVATE.rows(Collection, EVERYTHING))
        return private - self.maintains - self.belongs

    def sees(self, collection: int) -> bool:
        """Return whether a collection, by id, is there for them."""
        return (self.within is None or collection in self.within) and collection not in self.hidden

    def named(self, name: str) -> Actor:
        """Return the same under another name, for a command that says whom it works for."""
        return replace(self, name=name)


SYSTEM = Actor(roles=frozenset({"admin"}), scopes=frozenset(SCOPES))
