"""The admin's doors: the first account, passwords, and what of accounts is noted."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.core import signing
from django.test import Client

from agents_app.actions import create_first_admin as first
from agents_app.actions.create_first_admin import create_first_admin, invite, needs_admin
from agents_app.actions.create_token import create_token
from agents_app.actor import SYSTEM
from agents_app.errors import Missing
from agents_app.models import ApiToken, AuditEntry, Collection, JournalEntry
from tests.makers import make_collection, make_user

pytestmark = pytest.mark.django_db

GOOD = {"username": "ann", "password1": "quite-a-long-one", "password2": "quite-a-long-one"}


@pytest.fixture(autouse=True)
def fast_passwords(settings: Any) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def deeds() -> list[tuple[str, str, str]]:
    return list(AuditEntry.objects.values_list("deed", "subject", "outcome"))


def test_the_first_admin_chooses_a_name_and_a_password_once(client: Client) -> None:
    address = f"/admin/first/{invite()}/"
    page = client.get(address)
    assert page.status_code == 200
    assert "no-store" in page["Cache-Control"]
    assert client.post(address, GOOD).headers["Location"] == "/admin/"
    assert client.get("/admin/").status_code == 200
    ann = User.objects.get()
    assert (ann.username, ann.is_superuser) == ("ann", True)
    assert not needs_admin()
    for way in (client.get, client.post):
        assert way(address, GOOD | {"username": "eve"}).status_code == 404
    assert client.get(f"/admin/first/{invite()}/").status_code == 404
    with pytest.raises(Missing):
        create_first_admin(invite(), "eve", "quite-a-long-one")
    assert User.objects.count() == 1


@pytest.mark.parametrize(
    "over", [{"password2": "else"}, {"password1": "a", "password2": "a"}, {"username": "a b"}]
)
def test_a_bad_choice_is_asked_again(client: Client, over: dict[str, str]) -> None:
    page = client.post(f"/admin/first/{invite()}/", GOOD | over)
    assert page.status_code == 200
    assert b"errorlist" in page.content
    assert not User.objects.exists()


def test_an_invitation_is_signed_and_runs_out(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    for forged in ("x", f"{invite()}x", signing.TimestampSigner(salt="else").sign("x")):
        assert client.post(f"/admin/first/{forged}/", GOOD).status_code == 404
    invitation = invite()
    monkeypatch.setattr(first, "LASTS", -1)
    assert client.post(f"/admin/first/{invitation}/", GOOD).status_code == 404
    assert not User.objects.exists()


def test_the_form_needs_the_csrf_token() -> None:
    answer = Client(enforce_csrf_checks=True).post(f"/admin/first/{invite()}/", GOOD)
    assert answer.status_code == 403
    assert not User.objects.exists()


def test_an_admin_by_group_is_an_admin() -> None:
    assert needs_admin()
    make_user("ann", "admin", is_active=False)
    assert not needs_admin()


def test_the_admin_counts_failures_and_notes_who_comes_and_goes(client: Client) -> None:
    User.objects.create_superuser("ann", password="right")
    for _ in range(10):
        client.post("/admin/login/", {"username": "ann", "password": "wrong"})
    locked = client.post("/admin/login/", {"username": "ann", "password": "right"})
    assert b"Too many logins" in locked.content
    User.objects.create_superuser("bob", password="right")
    said = {"username": "bob", "password": "right"}
    assert client.post("/admin/login/?next=/admin/", said).status_code == 302
    client.post("/admin/logout/")
    assert deeds() == [
        ("login", "ann", "refused"),
        ("login", "ann", "refused"),
        ("login", "bob", "done"),
        ("logout", "bob", "done"),
    ]
    assert "right" not in str(AuditEntry.objects.values_list())


def test_a_name_that_nobody_has_is_not_stored_for_it_may_be_a_password(client: Client) -> None:
    client.post("/admin/login/", {"username": "my-password", "password": "ann"})
    assert AuditEntry.objects.get().detail == "bad_credentials"
    assert "my-password" not in str(AuditEntry.objects.values_list())


def test_a_role_that_is_given_is_noted_with_what_the_account_is_then(client: Client) -> None:
    client.force_login(User.objects.create_superuser("root", password="x"))
    ann = make_user("ann", "reader", password="x")
    curator, _ = Group.objects.get_or_create(name="curator")
    form = {"username": "ann", "is_active": "on", "groups": [curator.pk]}
    form |= {"date_joined_0": "2026-01-01", "date_joined_1": "00:00:00"}
    answer = client.post(f"/admin/auth/user/{ann.pk}/change/", form)
    assert answer.status_code == 302, answer.content
    noted = AuditEntry.objects.get()
    assert (noted.deed, noted.subject, noted.actor) == ("account.changed", "ann", "root")
    assert noted.detail.startswith("curator; ")
    client.post(f"/admin/auth/user/{ann.pk}/delete/", {"post": "yes"})
    assert deeds()[-1] == ("account.deleted", "ann", "done")


def test_only_admins_revoke_the_tokens_of_others(client: Client) -> None:
    ann = make_user("ann")
    token, _ = create_token(ann, by=SYSTEM, name="a", scopes=["read"])
    clerk = make_user("clerk", is_staff=True)
    clerk.user_permissions.add(Permission.objects.get(codename="view_apitoken"))
    chosen = {"action": "revoke", "_selected_action": [token.pk]}
    for user, state in ((clerk, "active"), (make_user("root", is_superuser=True), "revoked")):
        user.is_staff = True
        user.save()
        client.force_login(user)
        client.post("/admin/agents_app/apitoken/", chosen)
        assert ApiToken.objects.get().state == state
    assert deeds()[-1] == ("token.revoked", f"ann: {token.prefix}", "done")
    page = client.get(f"/admin/agents_app/apitoken/{token.pk}/change/")
    assert token.digest.encode() not in page.content


def test_people_of_a_collection_are_settled_by_the_action_that_journals(client: Client) -> None:
    client.force_login(User.objects.create_superuser("root", password="x"))
    team, ann = make_collection("team", title="Team"), make_user("ann")
    before = JournalEntry.objects.count()
    form = {"title": "Team", "private": "on", "maintainers": [ann.pk], "members": []}
    for _ in range(2):
        change = f"/admin/agents_app/collection/{team.pk}/change/"
        assert client.post(change, form).status_code == 302
    assert list(Collection.objects.get(slug="team").maintainers.all()) == [ann]
    assert JournalEntry.objects.count() == before + 1
    entry = JournalEntry.objects.last()
    assert entry is not None
    assert (entry.verb, entry.author) == ("collection.described", "root")
    add = {"slug": "new", "title": "New", "maintainers": [], "members": [ann.pk]}
    assert client.post("/admin/agents_app/collection/add/", add).status_code == 302
    assert list(Collection.objects.get(slug="new").members.all()) == [ann]
