"""A registry with something to hide, and everybody who may come and ask.

One public collection and one private one, alike in all else. Every word that only the private one
has begins with ``canary``, so that a leak can be searched for.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.test import Client

from agents_app.actions.import_files import import_files
from agents_app.actor import SYSTEM
from agents_app.definitions import LooseFile
from agents_app.models import Agent, Collection
from tests.makers import (
    make_agent,
    make_collection,
    make_listing,
    make_proposal,
    make_text,
    make_user,
)

CANARY = "canary"
PUBLIC, PRIVATE = "open", "canaries"
# What the agents say whose addresses are asked for.
FIRST: dict[str, Any] = {
    "body": make_listing("second", f"{PRIVATE}:canary-keeper", f"{PRIVATE}:canary-keepr"),
    "model": "opus",
}
KEEPER: dict[str, Any] = {
    "title": "Canary keeper",
    "description": "Keeps each canary; reads code first.",
    "model": "canary-model",
    "tools": "Read, CanaryTool, mcp__canary__sing, mcp__canaries__*",
    "body": "# Canary heading\n\n- **Canary point**: the canary sings\n\n"
    + make_listing("canary-second", "canary-nobody", f"{PUBLIC}:first", "plain"),
}
ROLES = ("nobody", "reader", "author", "curator", "stranger", "member", "admin")


@dataclass(frozen=True)
class World:
    """Who is here: an account for each role but nobody's.

    reader: signed in, and no more. author: owns the first agent of each collection, and belongs
    to neither any more. curator: maintains both. stranger: a curator of another collection.
    member: may see the private one.
    """

    accounts: dict[str, Any]

    def client(self, role: str) -> Client:
        """Return a browser that has signed in as somebody."""
        client = Client()
        if role in self.accounts:
            client.force_login(self.accounts[role])
        return client


def make_public() -> Collection:
    """Make what everybody sees: some of it names what only a few see."""
    make_agent("first", collection=PUBLIC, path="shown/first.md", **FIRST)
    make_agent("second", collection=PUBLIC, body=make_listing("first", "nobody-here"))
    make_agent("unused", collection=PUBLIC, tools="Bash, mcp__docs__look")
    make_agent("plain", collection="library", body="You read canaries and code.\n")
    import_files(PUBLIC, [LooseFile("shown/third.md", make_text("third"))], by=SYSTEM)
    make_proposal("second", collection=PUBLIC, tools="Bash")
    return make_collection(PUBLIC)


def make_private() -> Collection:
    """Make what only a few see, with a canary wherever a definition has room for one."""
    about = {"title": "A canary in the title", "licence": "canary-licence"}
    collection = make_collection(
        PRIVATE, source_url="https://canary.example/", private=True, **about
    )
    make_agent("canary-keeper", collection=PRIVATE, path="canary-category/keeper.md", **KEEPER)
    inherits = {"tools": None, "disallowedTools": "CanaryDenied"}
    make_agent("canary-second", collection=PRIVATE, body=make_listing("canary-keeper"), **inherits)
    third = make_text("canary-third", description="A canary.")
    import_files(PRIVATE, [LooseFile("canary-third.md", third)], by=SYSTEM)
    make_proposal("canary-fourth", collection=PRIVATE, tools="CanaryTool, Bash")
    return collection


def make_people(*collections: Collection) -> World:
    """Make an account for each role, with its part in these collections."""
    roles = {"stranger": "curator", "member": "reader"}
    accounts = {role: make_user(role, roles.get(role, role)) for role in ROLES[1:]}
    for collection in collections:
        collection.maintainers.add(accounts["curator"])
        collection.members.add(accounts["member"])
        first = collection.agents.order_by("name")[:1]
        Agent.objects.filter(pk__in=first).update(owner=accounts["author"])
    make_collection("elsewhere").maintainers.add(accounts["stranger"])
    return World(accounts)
