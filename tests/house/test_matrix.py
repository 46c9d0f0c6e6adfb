"""Every route, method and role against the table, for objects that are public and private."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import get_resolver, reverse

from agents_app.definitions.digest import digest_of
from tests.house.matrix import METHODS, WRITING, Place, read_table, write_table
from tests.house.people import (
    FIRST,
    KEEPER,
    PRIVATE,
    PUBLIC,
    ROLES,
    World,
    make_people,
    make_private,
    make_public,
)
from tests.makers import make_text

# What stands for a variable of an address, for an object of either kind, and for none.
NUMBERS = {"number": 1, "old": 1, "new": 1, "prefix": "roster_nobodys"}
VALUES: dict[str, dict[str, Any]] = {
    "public": NUMBERS
    | {
        "key": f"{PUBLIC}:first",
        "slug": PUBLIC,
        "id": 1,
        "name": "Read",
        "digest": digest_of(make_text("first", **FIRST)),
    },
    "private": NUMBERS
    | {
        "key": f"{PRIVATE}:canary-keeper",
        "slug": PRIVATE,
        "id": 2,
        "name": "CanaryTool",
        "digest": digest_of(make_text("canary-keeper", **KEEPER)),
    },
    "missing": NUMBERS
    | {
        "key": "nowhere:nobody",
        "slug": "nowhere",
        "id": 999,
        "name": "NoSuchTool",
        "digest": digest_of(b""),
    },
}
# What a question needs in its parameters, by the name of its route.
QUERIES: dict[str, dict[str, str]] = {
    "agent-compare": {"keys": f"{PUBLIC}:first,plain"},
    "graph-path": {"from": f"{PUBLIC}:first", "to": f"{PUBLIC}:second"},
    "route-list": {"task": "read code"},
}
# What is sent with a write, by route and method; an empty object where nothing stands here.
BODIES: dict[tuple[str, str], Any] = {
    ("route-list", "POST"): {"task": "read code"},
    ("agent-list", "POST"): {"name": "new", "description": "Is new.", "collection": PUBLIC},
    ("agent-detail", "PUT"): {"name": "first", "description": "Says something else."},
    ("agent-detail", "PATCH"): {"description": "Says something else."},
    ("collection-list", "POST"): {"slug": "new"},
    ("collection-detail", "PATCH"): {"title": "Another title"},
    ("proposal-reject", "POST"): {"reason": "It need not."},
    ("validate-list", "POST"): {"content": make_text("first").decode()},
    ("login", "POST"): {"username": "nobody", "password": "nothing"},
    ("refresh", "POST"): {"refresh": "nothing"},
    ("logout", "POST"): {"refresh": "nothing"},
    ("token-list", "POST"): {"name": "mine", "scopes": ["read"]},
}
MISSING = "{} is not in tests/house/matrix.yaml: run python -m tests.house.matrix --write, and read"
KINDS = ("public", "private")
BLIND = ("nobody", "reader", "author", "stranger")


def routes() -> dict[str, list[str]]:
    """Return the variables in the address of each route below /api/."""
    patterns = get_resolver("api.urls").url_patterns
    return {each.name: list(each.pattern.converters) for each in patterns}


def objects(*kinds: str) -> Iterator[tuple[str, str, str]]:
    """Yield each route with a kind of collection, and the address of an object in it.

    An address that names no object stands among the public ones.
    """
    for route, variables in routes().items():
        for kind in kinds:
            values = VALUES[kind]
            if kind != "public" and not variables:
                continue
            lacking = [name for name in variables if name not in values]
            assert not lacking, f"Say in VALUES what stands for {lacking} of the route {route!r}."
            yield route, kind, reverse(route, kwargs={name: values[name] for name in variables})


def ask(client: Client, route: str, method: str, address: str) -> int:
    """Return the status of an answer; what it has changed is undone."""
    given: dict[str, Any] = {}
    if method in ("GET", "HEAD"):
        given = {"data": QUERIES.get(route, {})}
    elif method != "OPTIONS":
        given = {
            "data": BODIES.get((route, method), {}),
            "content_type": "application/json",
            "headers": {"if-match": "*"},
        }
    with transaction.atomic():
        status = getattr(client, method.lower())(address, **given).status_code
        transaction.set_rollback(True)
    return int(status)


@pytest.fixture
def world(db: None) -> World:
    """Everybody, and something to hide."""
    return make_people(make_public(), make_private())


def observed(world: World, *kinds: str, roles: tuple[str, ...] = ROLES) -> dict[Place, int]:
    """Return the status of every place."""
    clients = {role: world.client(role) for role in roles}
    return {
        (route, kind, method, role): ask(clients[role], route, method, address)
        for route, kind, address in objects(*kinds)
        for method in METHODS
        for role in roles
    }


def test_everybody_gets_what_the_table_says(world: World) -> None:
    found = observed(world, *KINDS)
    if os.environ.get(WRITING):
        write_table(found)
    expected = read_table()
    wrong = []
    for place, status in found.items():
        should = expected.get(place, expected.get((*place[:3], "")))
        if should is None:
            wrong.append(MISSING.format(" ".join(place)))
        elif should != status:
            wrong.append(f"{' '.join(place)} is {status}, not {should}")
    assert not wrong, "\n".join(wrong[:40])


def test_the_table_names_nothing_that_is_not_there() -> None:
    known = {(route, kind) for route, kind, _ in objects(*KINDS)}
    assert {place[:2] for place in read_table()} == known


def test_the_table_itself_tells_private_from_missing_to_nobody_blind(world: World) -> None:
    table = read_table()
    told = []
    for place, status in observed(world, "missing", roles=BLIND).items():
        route, _, method, role = place
        private = table.get((route, "private", method, role))
        private = table[route, "private", method, ""] if private is None else private
        if private != status:
            told.append(f"{route} {method} {role}: {private}, but {status} where nothing is")
    assert not told, "\n".join(told)
