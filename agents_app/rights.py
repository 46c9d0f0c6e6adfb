"""Who may do what: the one place that decides, for every face."""

from __future__ import annotations

from typing import Literal

from agents_app.actor import Actor
from agents_app.errors import Forbidden, Missing, Unauthenticated
from agents_app.models import Agent, Collection

Deed = Literal[
    "see",
    "publish",
    "revise",
    "retire",
    "restore",
    "deprecate",
    "import",
    "curate",
    "create_collection",
    "administer",
]
# What the author of an agent may do to it; a curator does it to all of the collection.
OWN: frozenset[Deed] = frozenset({"revise", "retire", "restore", "deprecate"})


def may(actor: Actor, deed: Deed, thing: Agent | Collection | None = None) -> bool:
    """Return whether an actor may do something, to an agent or a collection where there is one."""
    collection = _collection_of(thing)
    if collection is not None and not actor.sees(collection):
        return False
    if deed == "see":
        return True
    if _scope_for(deed) not in actor.scopes:
        return False
    if deed == "create_collection" and actor.within is not None:
        return False  # a token that is limited to collections would not see what it made
    if actor.is_admin:
        return True
    if deed == "administer":
        return False
    if "curator" in actor.roles and (collection is None or collection in actor.curates):
        return True
    if "author" not in actor.roles:
        return False
    if isinstance(thing, Agent):
        return deed in OWN and actor.user is not None and thing.owner_id == actor.user
    return deed == "publish"


def require(actor: Actor, deed: Deed, thing: Agent | Collection | None = None) -> None:
    """Refuse what an actor may not do.

    Raises Missing for what they do not see, so that it looks as if it were not there;
    Unauthenticated where nobody has said who they are; Forbidden with what is lacking.
    """
    if may(actor, deed, thing):
        return
    collection = _collection_of(thing)
    if collection is not None and not actor.sees(collection):
        kind = "agent" if isinstance(thing, Agent) else "collection"
        raise Missing(kind, str(thing))
    if actor.user is None:
        raise Unauthenticated
    scope = _scope_for(deed)
    if scope not in actor.scopes:
        raise Forbidden("insufficient_scope", f"This needs a token with the scope {scope!r}.")
    what = f"{deed.replace('_', ' ')} {thing or ''}".strip()
    raise Forbidden("forbidden", f"Your account may not {what}.")


def require_keys_of(actor: Actor, user: int) -> None:
    """Refuse the tokens of an account to everybody but itself and the machine.

    A token sees and makes tokens with the scope ``admin`` alone, or a stolen one would outlive
    its revocation. Raises Unauthenticated or Forbidden.
    """
    if actor.user is None and not actor.is_admin:
        raise Unauthenticated
    if actor.user is not None and actor.user != user:
        raise Forbidden("forbidden", "Everybody keeps their own tokens.")
    if "admin" not in actor.scopes:
        raise Forbidden("insufficient_scope", "This needs a token with the scope 'admin'.")


def _scope_for(deed: Deed) -> Literal["write", "admin"]:
    return "admin" if deed == "administer" else "write"


def _collection_of(thing: Agent | Collection | None) -> int | None:
    return thing.collection_id if isinstance(thing, Agent) else thing.pk if thing else None
