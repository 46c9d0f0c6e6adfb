"""Any page may read the API; only listed origins may write it; nobody brings credentials."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from config.cors import CorsMiddleware

STRANGER = "https://stranger.example"
FRIEND = "https://friend.example"


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
    assert "ETag" in response["Access-Control-Expose-Headers"]


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
    assert "PUT" in friend["Access-Control-Allow-Methods"]


@pytest.mark.parametrize("path", ["/admin/", "/", "/apis/", "/static/api/"])
@pytest.mark.parametrize("origin", [STRANGER, FRIEND])
def test_nothing_is_open_outside_the_api(path, origin):
    assert allowed(ask("GET", path, origin)) is None
