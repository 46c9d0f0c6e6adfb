"""Signing in: passwords, limits, tokens that are renewed once, and tokens that are forged."""

from __future__ import annotations

import base64
import json
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import jwt
import pytest
from django.conf import settings
from django.db import connection
from django.test import Client

from agents_app.models import AuditEntry, Bucket, SignIn
from tests.api.auth.conftest import PASSWORD, Post, bearer, sign_in
from tests.makers import make_user

KEY = settings.SIMPLE_JWT["SIGNING_KEY"]


def status(access: str) -> int:
    return Client().get("/api/auth/me/", headers=bearer(access)).status_code


def test_a_password_gives_two_tokens_and_no_cookie(client: Client, post: Post, ann: Any) -> None:
    answer = post("login/", {"username": "ann", "password": PASSWORD})
    assert answer["Cache-Control"] == "no-store"
    assert not answer.cookies
    found = client.get("/api/auth/me/", headers=bearer(answer.json()["access"])).json()
    assert (found["name"], found["roles"], found["token"]) == ("ann", ["author"], None)
    claims = jwt.decode(answer.json()["access"], options={"verify_signature": False})
    assert claims.keys() == {"token_type", "exp", "iat", "jti", "sub", "sign_in", "aud", "iss"}
    assert claims["exp"] - claims["iat"] == 600


@pytest.mark.parametrize("name", ["ann", "nobody", "gone"])
def test_bad_credentials_are_refused_alike(post: Post, ann: Any, name: str) -> None:
    make_user("gone", password=PASSWORD, is_active=False)
    password = PASSWORD if name == "gone" else "wrong"
    answer = post("login/", {"username": name, "password": password})
    assert answer.status_code == 401
    other = post("login/", {"username": "else", "password": "x"}).json()
    assert answer.json() | {"request_id": ""} == other | {"request_id": ""}
    assert answer["WWW-Authenticate"].startswith("Bearer")


def test_an_unknown_name_takes_as_long_as_a_wrong_password(
    post: Post, ann: Any, settings: Any
) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
    ann.set_password(PASSWORD)
    ann.save()

    def seconds(name: str) -> float:
        started = time.perf_counter()
        assert post("login/", {"username": name, "password": "wrong"}).status_code == 401
        return time.perf_counter() - started

    known = min(seconds("ann") for _ in range(3))
    unknown = min(seconds("nobody") for _ in range(3))
    assert 0.5 < known / unknown < 2


def test_ten_failures_of_an_account_are_enough(post: Post, ann: Any) -> None:
    assert post("login/", {"username": "ann", "password": PASSWORD}).status_code == 200
    for _ in range(10):
        assert post("login/", {"username": "ann", "password": "wrong"}).status_code == 401
    answer = post("login/", {"username": "ann", "password": PASSWORD})
    assert (answer.status_code, answer.json()["code"]) == (429, "too_many_logins")
    assert 0 < int(answer["Retry-After"]) <= 90
    make_user("bob", password=PASSWORD)
    sign_in(post, "bob")
    Bucket.objects.all().delete()
    sign_in(post)


def test_thirty_failures_from_an_address_are_enough(client: Client, ann: Any) -> None:
    def attempt(name: str, address: str) -> int:
        sent = {"username": name, "password": "wrong"}
        place = "/api/auth/login/"
        return client.post(place, sent, "application/json", REMOTE_ADDR=address).status_code

    statuses = Counter(attempt(f"name-{n}", f"2001:db8:1:2::{n:x}") for n in range(32))
    assert statuses == {401: 30, 429: 2}
    assert attempt("ann", "2001:db8:1:3::1") == 401


def test_logins_that_succeed_cost_nothing(post: Post, ann: Any) -> None:
    for _ in range(15):
        assert sign_in(post)["access"]


def test_a_refresh_token_is_good_once_and_a_second_use_ends_it_all(post: Post, ann: Any) -> None:
    first = sign_in(post)
    second = post("refresh/", {"refresh": first["refresh"]}).json()
    assert status(first["access"]) == status(second["access"]) == 200
    assert post("refresh/", {"refresh": first["refresh"]}).json()["code"] == "refresh_reused"
    assert status(first["access"]) == status(second["access"]) == 401
    assert post("refresh/", {"refresh": second["refresh"]}).json()["code"] == "session_ended"
    assert AuditEntry.objects.with_deed("refresh").get().detail == "refresh_reused"


@pytest.mark.parametrize(
    "end",
    [
        lambda ann, post, pair: post("logout/", {"refresh": pair["refresh"]}),
        lambda ann, post, pair: type(ann).objects.filter(pk=ann.pk).update(is_active=False),
        lambda ann, post, pair: (ann.set_password("another-one-by-now"), ann.save()),
        lambda ann, post, pair: ann.delete(),
    ],
    ids=["logout", "disabled", "new password", "deleted"],
)
def test_what_ends_a_sign_in_counts_with_the_next_request(
    post: Post, ann: Any, end: Callable[..., Any]
) -> None:
    pair = sign_in(post)
    end(ann, post, pair)
    assert status(pair["access"]) == 401
    assert post("refresh/", {"refresh": pair["refresh"]}).status_code == 401


def test_signing_out_twice_is_no_mistake(post: Post, ann: Any) -> None:
    pair, other = sign_in(post), sign_in(post)
    for _ in range(2):
        assert post("logout/", {"refresh": pair["refresh"]}).status_code == 204
    assert status(other["access"]) == 200


def test_a_role_that_goes_is_gone_with_the_next_request(post: Post, ann: Any) -> None:
    access = sign_in(post)["access"]
    ann.groups.clear()
    assert Client().get("/api/auth/me/", headers=bearer(access)).json()["roles"] == []


def claims(**over: Any) -> dict[str, Any]:
    """Return what an access token of the first sign-in says, changed."""
    now = int(time.time())
    number = SignIn.objects.get().pk
    good = {"token_type": "access", "exp": now + 60, "iat": now, "jti": "a", "sign_in": number}
    return {**good, "iss": "roster", "aud": "roster", **over}


def part(value: Any) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()


def test_forged_tokens_open_nothing(post: Post, ann: Any) -> None:
    pair = sign_in(post)

    def forged(key: str = KEY, algorithm: str = "HS256", **over: Any) -> str:
        left_out = {name for name, value in over.items() if value is None}
        said = {name: value for name, value in claims(**over).items() if name not in left_out}
        return jwt.encode(said, key, algorithm=algorithm)

    assert status(forged()) == 200, "the forger has the key, so that only one thing is wrong below"
    now = int(time.time())
    head, body, signature = forged().split(".")
    nested = base64.urlsafe_b64encode(b"[" * 1_200).decode().rstrip("=")
    for what in (
        pair["refresh"],
        forged(token_type="refresh"),
        forged(token_type=None),
        forged(exp=now - 1),
        forged(exp=None),
        forged(exp="soon"),
        forged(iss="else"),
        forged(iss=None),
        forged(aud="else"),
        forged(aud=None),
        forged(jti=None),
        forged(sign_in=None),
        forged(sign_in=10**30),
        forged(sign_in=True),
        forged(sign_in="1 OR 1=1"),
        forged(sign_in=SignIn.objects.get().pk + 1),
        forged(iat=now + 3_600),
        forged(key=settings.SECRET_KEY),
        forged(key="roster" * 8),
        forged(algorithm="HS512"),
        f"{part({'alg': 'none', 'typ': 'JWT'})}.{body}.",
        f"{part({'alg': 'none', 'typ': 'JWT'})}.{body}.{signature}",
        f"{part({'alg': 'RS256', 'typ': 'JWT'})}.{body}.{signature}",
        f"{part({'alg': 'HS256', 'kid': '../../../dev/null'})}.{body}.{signature}",
        f"{head}.{part({**claims(), 'sub': '1'})}.{signature}",
        f"{head}.{body}.",
        f"{head}.{body}",
        f"{nested}.{body}.{signature}",
        "..",
        "eyJ",
    ):
        assert status(what) == 401, what
        if what != pair["refresh"]:
            assert post("refresh/", {"refresh": what}).status_code == 401, what
    assert post("refresh/", {"refresh": pair["access"]}).status_code == 401
    assert post("refresh/", {"refresh": pair["refresh"]}).status_code == 200


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"username": "ann"},
        {"username": "a\0b", "password": "x"},
        {"username": "a" * 151, "password": "x"},
        {"username": "ann", "password": "x" * 1_001},
        {"username": ["ann"], "password": "x"},
        {"username": "ann", "password": PASSWORD, "is_superuser": True},
        {"username": "\ud800", "password": "x"},
    ],
)
def test_bad_bodies_are_refused_and_never_repeated(post: Post, ann: Any, sent: Any) -> None:
    answer = post("login/", sent)
    assert answer.status_code == 400
    assert PASSWORD not in answer.text


def test_parameters_beside_the_body_are_refused(post: Post, ann: Any) -> None:
    answer = post("login/?password=x", {"username": "ann", "password": PASSWORD})
    assert answer.json()["code"] == "unknown_parameter"


def test_a_stale_token_does_not_keep_anybody_from_signing_in(post: Post, ann: Any) -> None:
    sent = {"username": "ann", "password": PASSWORD}
    assert post("login/", sent, Authorization="Bearer roster_stale").status_code == 200


def test_a_session_needs_the_csrf_token_to_write_and_a_token_does_not(ann: Any) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(ann)
    sent = {"name": "x", "scopes": ["admin"]}
    answer = browser.post("/api/auth/tokens/", sent, content_type="application/json")
    assert answer.status_code == 403
    browser.get("/admin/login/")
    token = browser.cookies["csrftoken"].value
    made = browser.post(
        "/api/auth/tokens/", sent, "application/json", headers={"X-CSRFToken": token}
    )
    assert made.status_code == 201
    by_token = Client(enforce_csrf_checks=True).post(
        "/api/auth/tokens/", sent, "application/json", headers=bearer(made.json()["secret"])
    )
    assert by_token.status_code == 201


@pytest.mark.django_db(transaction=True)
def test_of_fifty_uses_at_once_one_succeeds_at_most_and_the_sign_in_ends() -> None:
    make_user("ann", password=PASSWORD)
    sent = {"username": "ann", "password": PASSWORD}
    pair = Client().post("/api/auth/login/", sent, "application/json").json()
    barrier = Barrier(50)

    def renew(number: int) -> Any:
        barrier.wait(timeout=30)
        try:
            place, again = "/api/auth/refresh/", {"refresh": pair["refresh"]}
            return Client().post(place, again, "application/json")
        finally:
            connection.close()

    with ThreadPoolExecutor(50) as pool:
        answers = list(pool.map(renew, range(50)))
    statuses = Counter(answer.status_code for answer in answers)
    assert statuses == {200: 1, 401: 49}
    won = next(answer.json() for answer in answers if answer.status_code == 200)
    assert status(won["access"]) == status(pair["access"]) == 401
    assert SignIn.objects.get().ended is not None
