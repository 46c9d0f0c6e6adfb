"""Every way of saying no is one shape, whatever was asked and however it was asked for."""

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import DataError, InterfaceError, OperationalError
from django.http import Http404
from django.test import Client, RequestFactory
from rest_framework import exceptions

from agents_app.errors import (
    BadRequest,
    Conflict,
    Gone,
    KeyReused,
    Missing,
    PreconditionRequired,
    Refusal,
    Stale,
    StillNamed,
    TooLarge,
    TooMany,
)
from api.errors import bad_request, not_found, problem_of, server_error
from tests.makers import make_agent

MEMBERS = ["type", "title", "status", "code", "detail", "errors", "did_you_mean", "allowed"]
MEMBERS += ["request_id"]
PROBLEMS = [
    (Missing("agent", "x", ["y"]), 404, "not_found"),
    (BadRequest("bad_value", "No.", field="q"), 400, "bad_value"),
    (Conflict("name_taken", "No."), 409, "name_taken"),
    (Refusal("yaml_alias", "No.", line=3), 422, "yaml_alias"),
    (TooMany("quota_exceeded", "No.", wait=1.5), 429, "quota_exceeded"),
    (Http404(), 404, "not_found"),
    (PermissionDenied(), 403, "permission_denied"),
    (SuspiciousOperation(), 400, "bad_request"),
    (exceptions.ParseError(), 400, "parse_error"),
    (exceptions.NotAuthenticated(), 401, "not_authenticated"),
    (exceptions.MethodNotAllowed("PUT"), 405, "method_not_allowed"),
    (exceptions.NotAcceptable(), 406, "not_acceptable"),
    (exceptions.UnsupportedMediaType("a/b"), 415, "unsupported_media_type"),
    (exceptions.Throttled(wait=2.5), 429, "throttled"),
    (exceptions.ValidationError({"a": ["no"]}), 400, "invalid"),
    (OperationalError("database is locked"), 503, "try_again"),
    (OperationalError("canceling statement due to statement timeout"), 503, "try_again"),
    (OperationalError("server closed the connection unexpectedly"), 503, "try_again"),
    (InterfaceError("gone"), 503, "try_again"),
    (Gone("agent", "x", successor="y"), 410, "retired"),
    (Stale("No.", tag='"1"'), 412, "stale"),
    (PreconditionRequired("precondition_required", "No."), 428, "precondition_required"),
    (StillNamed("x", ["y"]), 409, "still_named"),
    (KeyReused("x"), 422, "idempotency_key_reused"),
    (TooLarge("No."), 413, "too_large"),
    (Refusal("too_large", "No."), 413, "too_large"),
    (DataError("too long"), 400, "unusable_value"),
    (OverflowError(), 400, "unusable_value"),
    (RecursionError(), 400, "unusable_value"),
    ("\ud800", 400, "unusable_value"),
]


@pytest.mark.parametrize(("exc", "status", "code"), PROBLEMS)
def test_each_exception_has_one_status_and_one_code(exc, status, code):
    if isinstance(exc, str):
        with pytest.raises(UnicodeError) as caught:
            exc.encode()
        exc = caught.value
    problem = problem_of(exc)
    assert problem is not None
    assert (problem.status, problem.code) == (status, code)
    assert list(problem.body()) == MEMBERS


@pytest.mark.parametrize(
    "exc", [OperationalError("no such table: agents"), ValueError("ours"), KeyError("ours")]
)
def test_our_own_mistakes_are_not_explained_away(exc):
    assert problem_of(exc) is None


def test_a_problem_says_when_to_come_back():
    assert problem_of(OperationalError("database is locked")).headers == {"Retry-After": "1"}
    assert problem_of(exceptions.Throttled(wait=2.5)).headers == {"Retry-After": "3"}
    assert problem_of(TooMany("x", "No.", wait=1.5)).headers == {"Retry-After": "2"}


def test_nested_errors_are_named_by_their_path():
    problem = problem_of(exceptions.ValidationError({"a": {"b": ["no"]}, "c": ["never", "ever"]}))
    assert [error["field"] for error in problem.errors] == ["a.b", "c", "c"]


@pytest.mark.parametrize(
    "accept", ["*/*", "application/json", "text/markdown", "image/png", "", "garbage", "a/b;q=x"]
)
def test_a_problem_is_json_whatever_was_wished_for(client, db, accept):
    response = client.get("/api/agents/nope/", headers={"accept": accept})
    assert response["Content-Type"] == "application/problem+json"
    assert response.status_code in (404, 406)
    assert list(response.json()) == MEMBERS


def test_a_problem_can_be_read_in_a_browser(client, db):
    make_agent("django-expert")
    response = client.get("/api/agents/djang-expert/", headers={"accept": "text/html"})
    assert (response.status_code, response["Content-Type"]) == (404, "text/html; charset=utf-8")
    assert b"did_you_mean" in response.content
    assert b"django-expert" in response.content


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize(
    "address", ["", "agents/x/sections/", "agents/x/revisions/", "tools/", "journal/", "schema/"]
)
def test_writes_are_refused_as_methods(client, db, method, address):
    response = getattr(client, method)(f"/api/{address}?odd=1")
    assert (response.status_code, response.json()["code"]) == (405, "method_not_allowed")
    assert "GET" in response["Allow"]


def test_a_face_that_is_not_there_is_named_with_those_that_are(client, db):
    response = client.get("/api/agents/?format=xml")
    assert response.status_code == 406
    assert response.json()["allowed"] == ["application/json", "text/html"]
    for wish in ("image/png", "text/markdown", "application/json;q=0"):
        assert client.get("/api/tools/", headers={"accept": wish}).status_code == 406


def test_problems_are_not_kept_and_carry_no_tag(client, db):
    for address in ("agents/nope/", "agents/?q=", "agents/?format=xml", "nowhere/"):
        response = client.get(f"/api/{address}")
        assert "ETag" not in response
        assert response["Cache-Control"] == "no-store"


def test_addresses_that_nothing_stands_at(client, db):
    inside, outside = client.get("/api/nowhere/"), client.get("/nowhere/")
    assert (inside.status_code, outside.status_code) == (404, 404)
    assert inside["Content-Type"] == "application/problem+json"
    assert outside["Content-Type"].startswith("text/html")
    assert b"404 Not Found" in outside.content


@pytest.mark.parametrize("handler", [bad_request, not_found, server_error])
@pytest.mark.parametrize(
    ("path", "media_type"), [("/api/x/", "application/problem+json"), ("/x/", "text/html")]
)
def test_djangos_own_refusals_have_the_same_shape(handler, path, media_type):
    request = RequestFactory().get(path)
    response = handler(request) if handler is server_error else handler(request, Http404())
    assert response["Content-Type"].partition(";")[0] == media_type
    assert response.status_code in (400, 404, 500)


def test_a_mistake_of_ours_is_a_problem_too(db, monkeypatch, caplog):
    def fail(self, most, columns):
        raise ValueError("secret words")

    monkeypatch.setattr("agents_app.querysets.plain.PlainAgents.first", fail)
    response = Client(raise_request_exception=False).get("/api/agents/")
    assert (response.status_code, response.json()["code"]) == (500, "server_error")
    assert b"secret" not in response.content
    assert "secret words" in caplog.text


def test_a_database_that_is_busy_says_try_again(client, db, monkeypatch):
    def fail(self, most, columns):
        raise OperationalError("database is locked")

    monkeypatch.setattr("agents_app.querysets.plain.PlainAgents.first", fail)
    response = client.get("/api/agents/")
    assert (response.status_code, response["Retry-After"]) == (503, "1")


def test_too_many_parameters_are_a_bad_request(client, db):
    query = "&".join(f"p{number}=1" for number in range(1_000))
    response = client.get(f"/api/agents/?{query}")
    assert (response.status_code, response["Content-Type"]) == (400, "application/problem+json")
