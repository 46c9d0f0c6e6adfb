"""Any page may read the API; only listed origins may write it; nobody brings credentials."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from config.cors import CorsMiddleware

STRANGER = "https://stranger.example"
FRIEND = "https://friend.example"
# What a frontend needs to edit: to see the version, to name it, and to try again safely.
EXPOSED = {
    *("ETag", "Location", "Link", "Retry-After", "Idempotency-Replayed", "X-Request-ID"),
    *("Repr-Digest", "Content-Disposition", "RateLimit", "RateLimit-Policy"),
}
SENT = {
    *("authorization", "content-type", "if-match", "if-none-match", "idempotency-key"),
    "x-request-id",
}
METHODS = ["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"]
# Each looks like the friend to a careless eye, or is nobody at all.
EVIL = [
    "null",
    "https://friend.example.evil.example",
    "https://evilfriend.example",
    "https://evil.example/https://friend.example",
    "http://friend.example",
    "https://friend.example:8443",
    "https://friend.example@evil.example",
    "https://sub.friend.example",
    "//friend.example",
    "*",
    "https://FRIEND.example.",
]


@pytest.fixture(autouse=True)
def listed(settings):
    """One origin is listed."""
    settings.CORS_ALLOWED_ORIGINS = [FRIEND]


def ask(method: str, path: str, origin: str, wanting: str | None = None) -> HttpResponse:
    """Send one request through the middleware alone."""
    headers = {"Origin": origin} | ({"Access-Control-Request-Method": wanting} if wanting else {})
    request = RequestFactory().generic(method, path, headers=headers)
    response = CorsMiddleware(lambda request: HttpResponse())(request)
    assert isinstance(response, HttpResponse)
    assert "Access-Control-Allow-Credentials" not in response
    return response


def allowed(response: HttpResponse) -> str | None:
    return response.headers.get("Access-Control-Allow-Origin")


@pytest.mark.parametrize("origin", [STRANGER, FRIEND, "null"])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_any_page_may_read(method, origin):
    response = ask(method, "/api/agents/", origin)
    assert allowed(response) == origin
    assert "origin" in response["Vary"]
    exposed = {each.strip() for each in response["Access-Control-Expose-Headers"].split(",")}
    assert exposed >= EXPOSED


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_only_a_listed_origin_may_write(method):
    assert allowed(ask(method, "/api/agents/", STRANGER)) is None
    assert allowed(ask(method, "/api/agents/", FRIEND)) == FRIEND
    assert allowed(ask("OPTIONS", "/api/agents/", STRANGER, wanting=method)) is None
    assert allowed(ask("OPTIONS", "/api/agents/", FRIEND, wanting=method)) == FRIEND


def test_a_preflight_names_only_what_the_origin_may_do():
    stranger = ask("OPTIONS", "/api/agents/", STRANGER, wanting="GET")
    assert stranger["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert "if-none-match" in stranger["Access-Control-Allow-Headers"]
    friend = ask("OPTIONS", "/api/agents/", FRIEND, wanting="GET")
    assert friend["Access-Control-Allow-Methods"].split(", ") == METHODS
    granted = {each.strip() for each in friend["Access-Control-Allow-Headers"].split(",")}
    assert granted >= SENT


@pytest.mark.parametrize("origin", EVIL)
@pytest.mark.parametrize("wanted", ["POST", "PUT", "PATCH", "DELETE"])
def test_who_only_looks_like_a_friend_may_not_write(origin, wanted):
    assert allowed(ask("OPTIONS", "/api/agents/", origin, wanting=wanted)) is None
    assert allowed(ask(wanted, "/api/agents/", origin)) is None
    granted = ask("OPTIONS", "/api/agents/", origin, wanting="GET")["Access-Control-Allow-Methods"]
    assert granted == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize("origin", [STRANGER, FRIEND, *EVIL])
def test_an_answer_for_one_origin_is_never_for_all(origin):
    assert allowed(ask("GET", "/api/agents/", origin)) in (origin, None)


@pytest.mark.parametrize("path", ["/admin/", "/", "/apis/", "/static/api/"])
@pytest.mark.parametrize("origin", [STRANGER, FRIEND])
def test_nothing_is_open_outside_the_api(path, origin):
    assert allowed(ask("GET", path, origin)) is None
