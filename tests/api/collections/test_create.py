"""``POST /api/collections/``: a curator makes one, and maintains it."""

import pytest
from django.test import Client

from agents_app.actions.create_token import create_token
from agents_app.actor import SYSTEM
from agents_app.models import AuditEntry, Collection, JournalEntry
from tests.api.conftest import Writer
from tests.makers import make_collection, make_user

SENT = {
    "slug": "new",
    "title": "The new one",
    "source_url": "https://example.org/new",
    "licence": "MIT",
    "private": True,
    "message": "For the new team",
}


def test_makes_what_is_described_and_is_read_as_it_was_answered(cura):
    made = cura.send("post", "collections/", SENT)
    assert made.status_code == 201, made.content
    assert made["Location"] == "http://testserver/api/collections/new/"
    read = cura.client.get("/api/collections/new/")
    assert (read.json(), read["ETag"]) == (made.json(), made["ETag"])
    assert {name: made.json()[name] for name in SENT if name != "message"} == {
        name: value for name, value in SENT.items() if name != "message"
    }
    assert (made.json()["maintainers"], made.json()["members"]) == (["cura"], [])
    entry = JournalEntry.objects.last()
    assert (entry.verb, entry.collection, entry.author) == ("collection.created", "new", "cura")
    assert entry.message == "For the new team"
    noted = AuditEntry.objects.last()
    assert (noted.deed, noted.subject, noted.actor) == ("collection.created", "new", "cura")


def test_nothing_but_the_slug_must_be_said(cura):
    made = cura.send("post", "collections/", {"slug": "bare", "licence": None}).json()
    assert (made["title"], made["licence"], made["source_url"]) == ("bare", None, None)
    assert made["private"] is False


@pytest.mark.parametrize("roles", [(), ("reader",), ("author",)])
def test_who_may_not_makes_none(db, roles):
    writer = Writer(Client(), *roles)
    answer = writer.send("post", "collections/", {"slug": "mine"})
    assert (answer.status_code, answer.json()["code"]) == (403, "forbidden")
    assert not Collection.objects.exists()


def test_nobody_in_particular_makes_none(client, db):
    sent = {"slug": "mine"}
    answer = client.post("/api/collections/", sent, content_type="application/json")
    assert answer.status_code == 401


@pytest.mark.parametrize("role", ["curator", "admin"])
def test_a_token_for_some_collections_makes_none_it_would_not_see(client, db, role):
    team, user = make_collection("team"), make_user("tim", role)
    team.maintainers.add(user)
    _, secret = create_token(
        user, by=SYSTEM, name="t", scopes=["read", "write"], collections=[team]
    )
    answer = client.post(
        "/api/collections/",
        {"slug": "mine"},
        content_type="application/json",
        headers={"Authorization": f"Bearer {secret}"},
    )
    assert (answer.status_code, answer.json()["code"]) == (403, "forbidden")
    text = "---\nname: x\ndescription: y\n---\n"
    headers = {"Authorization": f"Bearer {secret}"}
    address = "/api/imports/?collection=mine"
    answer = client.post(address, text, content_type="text/markdown", headers=headers)
    assert answer.status_code == 403
    assert not Collection.objects.filter(slug="mine").exists()


@pytest.mark.parametrize(
    ("sent", "code", "field"),
    [
        ({}, "required", "slug"),
        ({"slug": "Not A Slug"}, "invalid", "slug"),
        ({"slug": "a\n"}, "invalid", "slug"),
        ({"slug": "x" * 65}, "max_length", "slug"),
        ({"slug": 5}, "invalid", "slug"),
        ({"slug": "new", "title": ""}, "blank", "title"),
        ({"slug": "new", "title": None}, "null", "title"),
        ({"slug": "new", "private": "yes"}, "invalid", "private"),
        ({"slug": "new", "private": 1}, "invalid", "private"),
        ({"slug": "new", "source_url": "javascript:alert(1)"}, "bad_value", "source_url"),
        ({"slug": "new", "licence": "x" * 101}, "max_length", "licence"),
        ({"slug": "new", "agent_count": 3}, "derived_field", "agent_count"),
        ({"slug": "new", "owner": "cura"}, "unknown_field", "owner"),
    ],
)
def test_refuses_what_can_not_be_by_member(cura, sent, code, field):
    answer = cura.send("post", "collections/", sent)
    assert answer.status_code == 400, answer.content
    error = answer.json()["errors"][0]
    assert (error["field"], error["code"]) == (field, code)
    assert Collection.objects.count() == 1


def test_a_slug_is_given_once(cura):
    answer = cura.send("post", "collections/", {"slug": "team"})
    assert (answer.status_code, answer.json()["code"]) == (409, "collection_exists")


def test_the_same_request_is_not_done_again(cura):
    first, again = (cura.send("post", "collections/", SENT, key="k") for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 201)
    assert (again.json(), again["Idempotency-Replayed"]) == (first.json(), "true")
    assert (again["Location"], again["ETag"]) == (first["Location"], first["ETag"])
    other = cura.send("post", "collections/", SENT | {"slug": "newer"}, key="k")
    assert (other.status_code, other.json()["code"]) == (422, "idempotency_key_reused")
    assert Collection.objects.count() == 2
