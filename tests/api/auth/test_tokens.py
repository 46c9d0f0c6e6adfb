"""API tokens: what they open, what they do not, and that their secrets are nowhere."""

from __future__ import annotations

import datetime
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone

from agents_app.actions.create_token import MOST_TOKENS, create_token
from agents_app.actor import SYSTEM
from agents_app.errors import Conflict
from agents_app.models import ApiToken, AuditEntry
from tests.api.auth.conftest import PASSWORD, Post, bearer, secret_of, sign_in
from tests.makers import make_agent, make_collection, make_user

A_DAY = datetime.timedelta(days=1)


def me(client: Client, secret: str) -> Any:
    return client.get("/api/auth/me/", headers=bearer(secret))


def test_a_token_is_its_account_with_the_scopes_it_was_given(client: Client, ann: Any) -> None:
    answer = me(client, secret_of(ann, "read", "write")).json()
    assert answer["name"] == "ann"
    assert answer["roles"] == ["author"]
    assert answer["scopes"] == ["read", "write"]
    assert answer["token"]["name"] == "test"
    assert answer["collections"] == {"maintains": [], "belongs": [], "within": None}


def test_a_limit_to_collections_holds_though_they_go(client: Client, ann: Any) -> None:
    team = make_collection("team")
    secret = secret_of(ann, collections=[team])
    assert me(client, secret).json()["collections"]["within"] == ["team"]
    team.delete()
    assert me(client, secret).json()["collections"]["within"] == []


@pytest.mark.parametrize(
    ("header", "code"),
    [
        ("Bearer roster_nobody-has-this-one", "unknown_token"),
        ("Bearer roster_", "unknown_token"),
        ("Bearer " + "roster_" + "x" * 5_000, "bad_token"),
        ("Bearer roster_\u00e9", "bad_token"),
        ("Bearer", "bad_authorization"),
        ("Token roster_abc", "bad_authorization"),
        ("Basic YW5uOmFubg==", "bad_authorization"),
        ("Bearer not.a.token", "bad_token"),
        ("Bearer one-thing, Bearer another-thing", "bad_token"),
    ],
)
@pytest.mark.django_db
def test_what_is_no_token_is_refused_even_where_anybody_may_read(
    client: Client, header: str, code: str
) -> None:
    for address in ("/api/agents/", "/api/auth/me/"):
        answer = client.get(address, HTTP_AUTHORIZATION=header)
        assert (answer.status_code, answer.json()["code"]) == (401, code)
        assert answer["WWW-Authenticate"].startswith('Bearer realm="roster"')
        assert header.rpartition(" ")[2] not in answer.text or header == "Bearer"


def test_expired_revoked_and_orphaned_tokens_open_nothing(client: Client, ann: Any) -> None:
    secret = secret_of(ann, expires=timezone.now() + A_DAY)
    assert me(client, secret).status_code == 200
    token = ApiToken.objects.get()
    for change, code in (
        ({"expires": timezone.now() - A_DAY}, "expired_token"),
        ({"revoked": timezone.now()}, "revoked_token"),
    ):
        ApiToken.objects.filter(pk=token.pk).update(**change)
        assert me(client, secret).json()["code"] == code
    other = secret_of(ann)
    ann.is_active = False
    ann.save()
    assert me(client, other).json()["code"] == "disabled_account"
    ann.delete()
    assert me(client, other).json()["code"] == "unknown_token"


def test_a_disabled_account_has_lost_every_way_in_and_a_new_password_no_token(
    client: Client, post: Post, ann: Any
) -> None:
    ways = [secret_of(ann, *scopes) for scopes in (("read",), ("read", "write", "admin"))]
    ways.append(sign_in(post)["access"])
    ann.set_password("another-one-by-now")
    ann.save()
    assert [me(client, secret).status_code for secret in ways] == [200, 200, 401]
    ann.set_password(PASSWORD)
    ann.save()
    ways.append(sign_in(post)["access"])
    client.force_login(ann)
    ann.is_active = False
    ann.save()
    for secret in ways:
        assert me(Client(), secret).status_code == 401
        assert Client().get("/api/agents/", headers=bearer(secret)).status_code == 401
    assert client.get("/api/auth/me/").status_code == 401
    login = post("login/", {"username": "ann", "password": PASSWORD})
    assert login.json()["code"] == "bad_credentials"


def test_the_secret_is_shown_once_and_stored_nowhere(client: Client, post: Post, ann: Any) -> None:
    client.force_login(ann)
    made = post("tokens/", {"name": "ci", "scopes": ["read"]}).json()
    secret = made["secret"]
    assert len(secret) >= len("roster_") + 43
    assert secret.startswith(made["prefix"])
    listed = client.get("/api/auth/tokens/")
    assert listed["Cache-Control"] == "no-store"
    assert listed.json()["results"][0]["prefix"] == made["prefix"]
    assert secret not in listed.text + client.get(made["url"]).text
    stored = [*ApiToken.objects.values_list(), *AuditEntry.objects.values_list()]
    assert secret not in str(stored)
    assert me(Client(), secret).json()["name"] == "ann"


def test_revoking_counts_with_the_next_request(client: Client, post: Post, ann: Any) -> None:
    secret = secret_of(ann)
    client.force_login(ann)
    (row,) = client.get("/api/auth/tokens/").json()["results"]
    for _ in range(2):
        assert client.delete(row["url"]).status_code == 204
    assert me(Client(), secret).json()["code"] == "revoked_token"
    assert client.get(row["url"]).json()["state"] == "revoked"
    assert AuditEntry.objects.with_deed("token.revoked").count() == 1


def test_nobody_sees_or_revokes_the_tokens_of_another(client: Client, ann: Any) -> None:
    secret = secret_of(ann)
    prefix = ApiToken.objects.get().prefix
    for other in (make_user("bob", "author"), make_user("eve", is_superuser=True)):
        client.force_login(other)
        for way in (client.get, client.delete):
            answer = way(f"/api/auth/tokens/{prefix}/")
            assert answer.status_code == 404
        assert client.get("/api/auth/tokens/").json()["count"] == 0
    assert secret not in client.get(f"/api/auth/tokens/{secret}/").text
    assert me(Client(), secret).status_code == 200


def test_a_token_makes_others_only_with_the_scope_and_within_its_own_power(
    client: Client, ann: Any
) -> None:
    team, other = make_collection("team"), make_collection("other")
    soon = timezone.now() + A_DAY

    def make(secret: str, **wanted: Any) -> Any:
        sent = {"name": "child", "scopes": ["read"], **wanted}
        place = "/api/auth/tokens/"
        return client.post(place, sent, content_type="application/json", headers=bearer(secret))

    plain = secret_of(ann, "read", "write")
    assert make(plain).json()["code"] == "insufficient_scope"
    assert client.get("/api/auth/tokens/", headers=bearer(plain)).status_code == 403
    strong = secret_of(ann, "read", "admin", expires=soon, collections=[team])
    fitting = {"expires": soon.isoformat(), "collections": ["team"]}
    assert make(strong, **fitting).status_code == 201
    for beyond in (
        {"scopes": ["read", "write"]},
        {"expires": None},
        {"expires": (soon + A_DAY).isoformat()},
        {"collections": None},
    ):
        assert make(strong, **fitting | beyond).json()["code"] == "more_than_yours", beyond
    assert make(strong, **fitting | {"collections": [other.slug]}).json()["code"] == "unknown_value"
    itself = ApiToken.objects.get(scopes="read write")
    address = f"/api/auth/tokens/{itself.prefix}/"
    assert client.delete(address, headers=bearer(plain)).status_code == 204
    assert me(client, plain).status_code == 401


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({}, "name"),
        ({"name": " ", "scopes": ["read"]}, "name"),
        ({"name": "a\0b", "scopes": ["read"]}, "name"),
        ({"name": "a", "scopes": []}, "scopes"),
        ({"name": "a", "scopes": "read"}, "scopes"),
        ({"name": "a", "scopes": ["root"]}, "scopes.0"),
        ({"name": "a", "scopes": ["read"], "expires": "2020-01-01T00:00:00Z"}, "expires"),
        ({"name": "a", "scopes": ["read"], "expires": "soon"}, "expires"),
        ({"name": "a", "scopes": ["read"], "collections": ["nope"]}, "collections"),
        ({"name": "a", "scopes": ["read"], "digest": "x"}, "digest"),
        ({"name": 0, "scopes": ["read"]}, "name"),
        ({"name": "a", "scopes": ["read"], "collections": [0]}, "collections"),
    ],
)
def test_bad_wishes_are_refused_by_field(
    client: Client, post: Post, ann: Any, sent: Any, field: str
) -> None:
    client.force_login(ann)
    answer = post("tokens/", sent)
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["field"].startswith(field.partition(".")[0])
    assert not ApiToken.objects.exists()


def test_an_account_has_so_many_and_no_more(ann: Any) -> None:
    for _ in range(MOST_TOKENS):
        secret_of(ann)
    with pytest.raises(Conflict):
        create_token(ann, by=SYSTEM, name="one more", scopes=["read"])
    ApiToken.objects.filter(pk=ApiToken.objects.first().pk).update(revoked=timezone.now())
    secret_of(ann)


def test_asking_by_token_costs_six_queries_and_one_write_a_minute(
    client: Client, ann: Any, django_assert_num_queries: Any
) -> None:
    secret = secret_of(ann, collections=[make_collection("team")])
    assert me(client, secret).json()["token"]["last_used"] is not None
    with django_assert_num_queries(6):  # token, limit, groups, maintained, member of; serial
        client.get("/api/", headers=bearer(secret))
    an_hour_ago = timezone.now() - datetime.timedelta(hours=1)
    ApiToken.objects.update(last_used=an_hour_ago)
    client.get("/api/", headers=bearer(secret))
    assert ApiToken.objects.get().last_used > an_hour_ago


@pytest.mark.django_db(transaction=True)
def test_a_read_does_not_wait_for_a_writer() -> None:
    secret = secret_of(make_user("ann"))
    make_agent("reader")

    def ask() -> float:
        started = timezone.now()
        try:
            answer = Client().get("/api/agents/", headers=bearer(secret))
            assert answer.status_code == 200
        finally:
            connection.close()
        return (timezone.now() - started).total_seconds()

    with transaction.atomic():
        make_agent("writer-in-between")
        with ThreadPoolExecutor(1) as pool:
            assert pool.submit(ask).result(timeout=30) < 5
