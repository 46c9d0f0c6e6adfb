"""A visitor has one address, whatever they write into a header, and the lists are about that."""

from ipaddress import ip_network

import pytest
from django.test import Client

from config.addresses import client_address, is_welcome, read_address

PROXY = "10.0.0.1"
VISITOR = "192.0.2.7"


@pytest.mark.parametrize(
    ("proxies", "chain", "found"),
    [
        (0, "", PROXY),
        (0, VISITOR, PROXY),
        (1, "", PROXY),
        (1, VISITOR, VISITOR),
        (1, f"6.6.6.6, {VISITOR}", VISITOR),
        (1, f"6.6.6.6,7.7.7.7 , {VISITOR} ", VISITOR),
        (2, f"6.6.6.6, {VISITOR}, 10.0.0.2", VISITOR),
        (2, VISITOR, VISITOR),
        (1, f"{VISITOR}, garbage", "None"),
        (1, ",", "None"),
    ],
)
def test_only_what_our_own_proxies_wrote_is_believed(proxies, chain, found):
    meta = {"REMOTE_ADDR": PROXY, "HTTP_X_FORWARDED_FOR": chain}
    assert str(client_address(meta, proxies=proxies)) == found


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("192.0.2.7:8080", VISITOR),
        ("::ffff:192.0.2.7", VISITOR),
        ("[::ffff:192.0.2.7]:8080", VISITOR),
        ("[2001:db8::1]:8080", "2001:db8::1"),
        ("2001:DB8:0:0::1", "2001:db8::1"),
        ("fe80::1%eth0", "fe80::1"),
        (" 192.0.2.7 ", VISITOR),
        ("", "None"),
        ("unknown", "None"),
        ("192.0.2.07", "None"),
        ("192.0.2.7 evil", "None"),
        ("0xc0000207", "None"),
    ],
)
def test_an_address_has_many_spellings(written, read):
    assert str(read_address(written)) == read


@pytest.mark.parametrize(
    ("allowed", "denied", "welcome"),
    [
        ([], [], True),
        (["192.0.2.0/24"], [], True),
        (["198.51.100.0/24"], [], False),
        ([], ["192.0.2.7"], False),
        ([], ["192.0.2.8/31"], True),
        (["192.0.2.0/24"], ["192.0.2.0/28"], False),
        (["2001:db8::/32", "192.0.2.7"], [], True),
        (["::/0"], [], False),
        (["0.0.0.0/0"], ["::/0"], True),
    ],
)
def test_to_be_denied_goes_before_to_be_allowed(settings, allowed, denied, welcome):
    settings.ALLOW_ADDRESSES = [ip_network(each) for each in allowed]
    settings.DENY_ADDRESSES = [ip_network(each) for each in denied]
    assert is_welcome(read_address(VISITOR)) is welcome
    assert is_welcome(read_address(f"::ffff:{VISITOR}")) is welcome
    assert is_welcome(None) is not (allowed or denied)


@pytest.mark.parametrize("address", ["/api/", "/api/docs/", "/admin/", "/static/api/browse.js"])
@pytest.mark.parametrize("method", ["get", "options", "post", "trace"])
def test_who_is_refused_learns_nothing_else(
    settings, db, django_assert_num_queries, address, method
):
    settings.DENY_ADDRESSES = [ip_network("192.0.2.0/24")]
    client = Client(REMOTE_ADDR=VISITOR, headers={"host": "evil.example"})
    with django_assert_num_queries(0):
        response = getattr(client, method)(address)
    assert response.status_code == 403
    assert response["X-Content-Type-Options"] == "nosniff"
    if address.startswith("/api/"):
        assert response.json()["code"] == "address_refused"


def test_a_header_opens_no_door(settings, db):
    settings.DENY_ADDRESSES = [ip_network("192.0.2.0/24")]
    client = Client(REMOTE_ADDR=VISITOR)
    for name in ("x-forwarded-for", "x-real-ip", "forwarded", "true-client-ip"):
        assert client.get("/api/", headers={name: "198.51.100.1"}).status_code == 403
    settings.TRUSTED_PROXIES = 1
    assert client.get("/api/", headers={"x-forwarded-for": "198.51.100.1"}).status_code == 200
    spoofed = {"x-forwarded-for": f"198.51.100.1, {VISITOR}"}
    assert client.get("/api/", headers=spoofed).status_code == 403
