"""``manage.py create_token``: a secret for a script, and sentences for everything else."""

from __future__ import annotations

from io import StringIO
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.test import Client

from agents_app.models import ApiToken, AuditEntry
from tests.makers import make_collection, make_user

pytestmark = pytest.mark.django_db


def secret_of(*words: str) -> str:
    out, err = StringIO(), StringIO()
    call_command("create_token", *words, stdout=out, stderr=err)
    secret = out.getvalue().strip()
    assert secret not in err.getvalue()
    return secret


def me(secret: str) -> Any:
    return Client().get("/api/auth/me/", headers={"Authorization": f"Bearer {secret}"}).json()


def test_it_prints_a_secret_that_opens_what_was_asked_for() -> None:
    make_user("ann", "curator")
    make_collection("team")
    secret = secret_of("ann", "--scopes", "read,write", "--expires", "30", "--collection", "team")
    found = me(secret)
    assert (found["name"], found["scopes"]) == ("ann", ["read", "write"])
    assert found["collections"]["within"] == ["team"]
    assert found["token"]["expires"] is not None
    assert AuditEntry.objects.with_deed("token.created").count() == 1


def test_it_makes_an_account_only_where_it_is_told_to() -> None:
    with pytest.raises(CommandError, match="--create ROLE"):
        call_command("create_token", "robot")
    found = me(secret_of("robot", "--create", "author"))
    assert (found["name"], found["roles"], found["scopes"]) == ("robot", ["author"], ["read"])
    assert not User.objects.get(username="robot").has_usable_password()
    secret_of("robot", "--create", "author")
    assert User.objects.count() == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["ann", "--scopes", "root"], "no scope 'root'"),
        (["ann", "--scopes", ""], "needs a scope"),
        (["ann", "--expires", "0"], "1 to 3650"),
        (["ann", "--collection", "nope"], "no collection 'nope'"),
        (["a b", "--create", "author"], "can't be the name"),
        (["ann", "--create", "root"], "invalid choice"),
    ],
)
def test_what_can_not_be_is_a_sentence(words: list[str], said: str) -> None:
    make_user("ann")
    with pytest.raises(CommandError, match=said):
        call_command("create_token", *words)
    assert not ApiToken.objects.exists()
