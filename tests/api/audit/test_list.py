"""``GET /api/audit/``: for admins, with what they ask for and no more."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from agents_app.actions.create_collection import create_collection
from agents_app.actions.create_token import create_token
from agents_app.actor import SYSTEM, Actor
from agents_app.models import AuditEntry
from tests.makers import make_agent, make_user

Rows = Callable[..., list[dict[str, Any]]]


@pytest.fixture
def rows(client: Client, db: None) -> Rows:
    """List the audit log as an admin."""
    client.force_login(make_user("root", is_superuser=True))

    def rows(query: str = "") -> list[dict[str, Any]]:
        answer = client.get(f"/api/audit/{query}")
        assert answer.status_code == 200, answer.content
        assert answer["Cache-Control"] == "no-store"
        return list(answer.json()["results"])

    return rows


def test_only_admins_read_it_and_a_token_needs_the_scope(client: Client, db: None) -> None:
    admin = make_user("root", is_superuser=True)
    assert client.get("/api/audit/").status_code == 401
    for role in ("reader", "author", "curator"):
        client.force_login(make_user(role, role))
        assert client.get("/api/audit/?actor=root").status_code == 403
    client.logout()
    for scopes, status in ((["read", "write"], 403), (["admin"], 200)):
        _, secret = create_token(admin, by=SYSTEM, name="t", scopes=scopes)
        headers = {"Authorization": f"Bearer {secret}"}
        assert client.get("/api/audit/", headers=headers).status_code == status


def test_writes_are_there_with_who_did_them_the_newest_first(rows: Rows) -> None:
    make_agent("reader")
    create_collection("team", by=Actor.of(make_user("eve", "admin")), title="Team")
    newest, published, *_ = rows()
    assert (newest["deed"], newest["subject"], newest["actor"]) == (
        "collection.created",
        "team",
        "eve",
    )
    assert (published["deed"], published["subject"], published["actor"]) == (
        "agent.published",
        "reader",
        None,
    )


def test_refusals_are_there_once_a_minute_with_whose_and_why(rows: Rows) -> None:
    stranger = Client()
    for _ in range(3):
        stranger.get("/api/auth/me/", headers={"Authorization": "Bearer roster_secret-of-nobody"})
        stranger.get("/api/agents/nope/")
        stranger.delete("/api/auth/tokens/roster_abcdefgh/")
    author = make_user("ann", "author")
    stranger.force_login(author)
    stranger.get("/api/audit/")
    stranger.delete("/api/auth/tokens/roster_abcdefgh/")
    found = [
        (row["subject"], row["actor"], row["detail"])
        for row in rows("?outcome=refused&ordering=serial")
    ]
    assert found == [
        ("GET /api/auth/me/", None, "unknown_token"),
        ("DELETE /api/auth/tokens/roster_abcdefgh/", None, "not_authenticated"),
        ("GET /api/audit/", "ann", "forbidden"),
        ("DELETE /api/auth/tokens/roster_abcdefgh/", "ann", "not_found"),
    ]
    assert "secret-of-nobody" not in str(AuditEntry.objects.values_list())


def test_it_is_narrowed_by_each_parameter(rows: Rows) -> None:
    make_agent("reader")
    make_agent("writer")
    Client().get("/api/auth/me/")
    everything = rows("?ordering=serial")
    assert [row["serial"] for row in everything] == sorted(row["serial"] for row in everything)
    third = everything[2]
    assert rows(f"?after={third['serial']}&ordering=serial") == everything[3:]
    assert [row["subject"] for row in rows("?deed=agent.published")] == ["writer", "reader"]
    assert [row["subject"] for row in rows("?subject=writer")] == ["writer"]
    refused = rows("?outcome=refused")
    assert len(refused) == 1
    assert rows(f"?origin={refused[0]['origin']}") == refused
    assert rows(f"?since={third['at']}&ordering=serial") == everything[2:]
    assert rows("?since=2999-01-01T00:00:00%2B01:00") == rows("?since=2999-01-01") == []


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("?actor=nobody-at-all", "unknown_value"),
        ("?deed=agent.eaten", "unknown_value"),
        ("?outcome=fine", "unknown_value"),
        ("?since=yesterday", "bad_value"),
        ("?since=2026-02-30T00:00:00Z", "bad_value"),
        ("?since=9999-12-31T23:59:59-23:59", "bad_value"),
        ("?since=0001-01-01T00:00:00%2B23:59", "bad_value"),
        ("?after=-1", "bad_value"),
        ("?who=x", "unknown_parameter"),
        ("?token=roster_x", "unknown_parameter"),
    ],
)
def test_what_nobody_knows_is_refused(rows: Rows, client: Client, query: str, code: str) -> None:
    answer = client.get(f"/api/audit/{query}")
    assert (answer.status_code, answer.json()["code"]) == (400, code)


def test_a_method_that_is_not_taken_is_refused_as_such(rows: Rows, client: Client) -> None:
    rows()
    answer = client.put("/api/audit/?after=0", {}, content_type="application/json")
    assert (answer.status_code, answer.json()["code"]) == (405, "method_not_allowed")


def test_costs_the_same_for_many(rows: Rows, django_assert_num_queries: Any) -> None:
    for number in range(3):
        make_agent(f"agent-{number}")
    with django_assert_num_queries(7):  # session, account, groups, collections twice; count, page
        rows("?limit=2")
    for number in range(3, 9):
        make_agent(f"agent-{number}")
    with django_assert_num_queries(7):
        rows()
