"""An address that asks too often is sent away before it costs anything."""

import pytest
from django.test import Client

from config.throttling import neighbourhood_of


@pytest.fixture
def visitor(settings, db) -> Client:
    """Somebody from elsewhere, where five requests a minute are let in."""
    settings.THROTTLE_ADDRESS = 5
    return Client(REMOTE_ADDR="192.0.2.7")


def test_the_sixth_is_sent_away_and_told_when_to_come_back(visitor, django_assert_num_queries):
    left = [visitor.get("/api/")["RateLimit"] for _ in range(5)]
    assert [each.partition(";t=")[0] for each in left] == [
        f'"address";r={n}' for n in range(4, -1, -1)
    ]
    with django_assert_num_queries(0):
        response = visitor.get("/api/agents/")
    assert (response.status_code, response.json()["code"]) == (429, "throttled")
    assert response["RateLimit-Policy"] == '"address";q=5;w=60'
    assert response["RateLimit"].startswith('"address";r=0;t=')
    assert 0 < int(response["Retry-After"]) <= 120
    assert response["Cache-Control"] == "no-store"
    assert Client(REMOTE_ADDR="192.0.2.8").get("/api/").status_code == 200


def test_a_page_from_elsewhere_can_read_that_it_was_sent_away(visitor):
    for _ in range(5):
        visitor.get("/api/")
    response = visitor.get("/api/", headers={"origin": "https://stranger.example"})
    assert response.status_code == 429
    assert response["Access-Control-Allow-Origin"] == "https://stranger.example"
    assert {"Retry-After", "RateLimit"} <= {
        each.strip() for each in response["Access-Control-Expose-Headers"].split(",")
    }


def test_a_wrong_password_or_token_counts_as_any_request(visitor):
    for _ in range(5):
        visitor.get("/api/agents/", headers={"authorization": "Bearer nothing"})
    assert visitor.post("/admin/login/", {"username": "a", "password": "b"}).status_code == 429


def test_behind_a_proxy_each_visitor_has_their_own_allowance(visitor, settings):
    settings.TRUSTED_PROXIES = 1
    for number in range(12):
        headers = {"x-forwarded-for": f"6.6.6.6, 198.51.100.{number}"}
        assert visitor.get("/api/", headers=headers).status_code == 200


@pytest.mark.parametrize("limit", [0, 1])
def test_nothing_is_no_limit_and_this_machine_has_none(settings, db, limit):
    settings.THROTTLE_ADDRESS = limit
    client = Client(REMOTE_ADDR="127.0.0.1" if limit else "192.0.2.7")
    for _ in range(10):
        response = client.get("/api/")
        assert response.status_code == 200
        assert "RateLimit" not in response


@pytest.mark.parametrize(
    ("address", "counted_as"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3::4", "2001:db8:1:2::/64"),
        ("127.0.0.1", None),
        ("127.9.9.9", None),
        ("::1", None),
        ("", "unknown"),
    ],
)
def test_whom_an_address_is_counted_with(address, counted_as):
    assert neighbourhood_of(address) == counted_as
