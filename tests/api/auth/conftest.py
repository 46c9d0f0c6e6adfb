"""What the tests about signing in share: people, fast passwords, and ways to ask."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from django.test import Client

from agents_app.actions.create_token import create_token
from agents_app.actor import SYSTEM, Scope
from tests.makers import make_user

PASSWORD = "only-for-this-test"
Post = Callable[..., Any]


@pytest.fixture(autouse=True)
def fast_passwords(settings: Any) -> None:
    """Hash quickly: what is tested is what becomes of a password, not how slow it is."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def ann(db: None) -> Any:
    """An author with a password."""
    return make_user("ann", "author", password=PASSWORD)


@pytest.fixture
def post(client: Client, db: None) -> Post:
    """Post JSON to an address below /api/auth/."""

    def post(address: str, sent: Any = None, **headers: str) -> Any:
        place = f"/api/auth/{address}"
        return client.post(place, sent or {}, content_type="application/json", headers=headers)

    return post


def sign_in(post: Post, name: str = "ann") -> Any:
    """Return both tokens of a new sign-in."""
    answer = post("login/", {"username": name, "password": PASSWORD})
    assert answer.status_code == 200, answer.content
    return answer.json()


def secret_of(user: Any, *scopes: Scope, **more: Any) -> str:
    """Return the secret of a new token."""
    wanted: Sequence[Scope] = scopes or ("read",)
    return create_token(user, by=SYSTEM, name="test", scopes=wanted, **more)[1]


def bearer(secret: str) -> dict[str, str]:
    """Return the header that says who asks."""
    return {"Authorization": f"Bearer {secret}"}
