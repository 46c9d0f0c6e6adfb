"""What one reader was answered is never recalled for another who may see less, or more."""

import pytest
from django.test import Client

from agents_app.actions.create_token import create_token
from agents_app.actions.describe_collection import describe_collection
from agents_app.actor import SYSTEM, Actor
from agents_app.models import Collection
from api.memory import memory
from tests.house.door import Door
from tests.house.people import PRIVATE, PUBLIC, make_people, make_private, make_public

PLACES = [
    "agents/",
    f"agents/{PRIVATE}:canary-keeper/",
    f"agents/{PRIVATE}:canary-keeper/?format=md",
    f"agents/{PUBLIC}:first/",
    "tools/",
    "journal/",
    "graph/",
    "search/?q=canary",
    "route/?task=canary",
    "exports/",
]
KEEPER = PLACES[1]
SEEING = {"member", "curator", "admin", "limited"}
BLIND = {"nobody", "stranger", "elsewhere"}


@pytest.fixture
def readers(transactional_db):
    """Everybody, each as a function that asks; two of them by tokens for one collection."""
    public, private = make_public(), make_private()
    world = make_people(public, private)
    found = {role: world.client(role).get for role in ("member", "curator", "admin", "stranger")}
    member = world.accounts["member"]
    found |= {"limited": by_token(member, private), "elsewhere": by_token(member, public)}
    door = Door()
    found["nobody"] = lambda address, **headers: door(address.removeprefix("/api/"))
    assert found.keys() == SEEING | BLIND
    return found


def by_token(account, collection):
    """Return how the account asks with a token that is good for one collection."""
    about = {"name": collection.slug, "scopes": ["read"], "collections": [collection]}
    _, secret = create_token(account, by=Actor.of(account), **about)
    headers = {"authorization": f"Bearer {secret}"}
    return lambda address, **kept: Client().get(address, headers=headers | kept.get("headers", {}))


def told(readers, role, place):
    """Return status and bytes, without what differs from request to request."""
    answer = readers[role](f"/api/{place}", headers={"x-request-id": "one-for-all"})
    body = answer.body if hasattr(answer, "body") else answer.content
    status = getattr(answer, "status", None) or answer.status_code
    return status, body if status == 200 else b""


@pytest.mark.parametrize("place", PLACES)
def test_everybody_is_answered_as_if_alone(readers, place, settings):
    settings.CACHE_MEBIBYTES = 0
    alone = {role: told(readers, role, place) for role in readers}
    settings.CACHE_MEBIBYTES = 64
    for order in ([*readers], [*readers][::-1]):
        memory.clear()
        before = memory.hits
        for role in [*order, *order]:
            assert told(readers, role, place) == alone[role], (role, order)
        answered = sum(status == 200 for status, _ in alone.values())
        assert memory.hits - before >= answered, "the second round comes from memory"


def test_who_may_see_it_no_more_is_told_so_at_once(readers):
    assert {told(readers, role, KEEPER)[0] for role in SEEING} == {200}
    private = Collection.objects.get(slug=PRIVATE)
    describe_collection(private, by=SYSTEM, members=[])
    assert told(readers, "member", KEEPER)[0] == 404
    assert told(readers, "limited", KEEPER)[0] == 404
    assert told(readers, "curator", KEEPER)[0] == 200


def test_what_becomes_private_is_gone_for_others_at_once(readers):
    place = f"agents/{PUBLIC}:first/"
    assert [told(readers, "nobody", place)[0] for _ in range(2)] == [200, 200]
    public = Collection.objects.get(slug=PUBLIC)
    describe_collection(public, by=SYSTEM, private=True)
    assert told(readers, "nobody", place)[0] == 404
    assert told(readers, "member", place)[0] == 200
    assert told(readers, "nobody", place)[0] == 404
    describe_collection(public, by=SYSTEM, private=False)
    assert told(readers, "nobody", place)[0] == 200


def test_rights_that_go_past_the_journal_count_at_once_too(readers):
    """Whose a collection is stands in the reader's key, not in the version alone."""
    assert told(readers, "member", KEEPER)[0] == 200
    private = Collection.objects.get(slug=PRIVATE)
    private.members.clear()
    assert told(readers, "member", KEEPER)[0] == 404
