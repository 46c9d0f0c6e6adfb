"""What is too large is refused before it is read, each with its own status and code."""

import pytest
from django.test import RequestFactory

from config.limits import LARGEST_BODIES, MEBIBYTE, METHODS
from tests.makers import make_agent

OCTETS = "application/octet-stream"


def refusal(response) -> tuple[int, str]:
    assert response["Content-Type"] == "application/problem+json"
    return response.status_code, response.json()["code"]


@pytest.mark.parametrize("method", ["TRACE", "CONNECT", "PROPFIND", "FOO", "X-" * 100])
@pytest.mark.parametrize("address", ["/api/", "/api/agents/", "/api/nowhere/", "/api/docs/"])
def test_a_method_that_nobody_knows(client, db, method, address):
    response = client.generic(method, address)
    assert refusal(response) == (405, "method_not_allowed")
    assert response["Allow"] == ", ".join(METHODS)


@pytest.mark.parametrize("address", ["/", "/admin/", "/admin/login/", "/static/api/browse.js"])
def test_tracing_is_off_everywhere(client, db, address):
    assert client.trace(address).status_code == 405


@pytest.mark.parametrize(
    ("address", "fine"),
    [
        ("agents/?q=" + "a" * 9_000, False),
        ("agents/" + "a" * 5_000 + "/", False),
        ("agents/" + "%C3%A9" * 2_100 + "/", False),
        ("agents/?q=" + "a" * 7_000, True),
        ("agents/" + "a" * 3_000 + "/", True),
    ],
)
def test_an_address_that_is_too_long(client, db, address, fine):
    status, code = refusal(client.get(f"/api/{address}"))
    assert (status, code) != (414, "address_too_long") if fine else status == 414


def test_too_many_parameters(client, db):
    pairs = ["tool=Bash"] * 101
    assert refusal(client.get(f"/api/agents/?{'&'.join(pairs)}")) == (400, "too_many_parameters")
    code = refusal(client.get(f"/api/agents/?{'&'.join(pairs[1:])}"))[1]
    assert code != "too_many_parameters"


def test_headers_that_are_too_large(client, db):
    one, many = {"x-odd": "a" * 9_000}, {f"x-odd-{n}": "a" * 1_000 for n in range(40)}
    for headers in (one, many):
        assert refusal(client.get("/api/", headers=headers)) == (431, "headers_too_large")
    assert client.get("/api/", headers={"x-odd": "a" * 7_000}).status_code == 200


@pytest.mark.parametrize("address", ["/api/route/", "/api/imports/", "/api/nowhere/"])
def test_a_body_that_is_too_large_is_not_read(client, db, address):
    most = next(most for start, most in LARGEST_BODIES if address.startswith(start))

    class Unread:
        def read(self, *args: object) -> bytes:
            raise AssertionError("the body was read")

        readline = read

    said = {"CONTENT_LENGTH": str(most + 1), "wsgi.input": Unread()}
    response = client.generic("POST", address, b"", OCTETS, **said)
    assert refusal(response) == (413, "body_too_large")
    assert f"{most:,} bytes" in response.json()["detail"]


def test_archives_may_be_larger_than_definitions():
    found = dict(LARGEST_BODIES)
    assert found["/api/imports/"] > 10 * MEBIBYTE > found["/"] > MEBIBYTE


@pytest.mark.parametrize("length", ["-1", "abc", "1.5", "٣", "0x10", "1, 1"])
def test_a_length_that_is_no_number(client, db, length):
    response = client.generic("POST", "/api/route/", b"{}", OCTETS, CONTENT_LENGTH=length)
    assert refusal(response) == (400, "bad_length")


def test_a_body_of_unknown_length_is_not_taken_for_an_empty_one(client, db):
    chunked = {"transfer-encoding": "chunked"}
    response = client.generic("POST", "/api/route/", b"", OCTETS, headers=chunked)
    assert refusal(response) == (411, "length_required")


@pytest.mark.parametrize("charset", ["utf-7", "latin-1", "idna", "utf-16", "punycode", "nonsense"])
@pytest.mark.parametrize(
    "kind", ["application/json", "application/x-www-form-urlencoded", "text/markdown"]
)
@pytest.mark.parametrize("address", ["/api/route/", "/admin/login/"])
def test_text_is_utf_8_or_not_read(client, db, kind, charset, address):
    response = client.generic("POST", address, b'{"task": "x"}', f"{kind}; charset={charset}")
    assert response.status_code == 415
    if address.startswith("/api/"):
        assert refusal(response) == (415, "unsupported_charset")


@pytest.mark.parametrize("charset", ["utf-8", "UTF-8", '"utf-8"', "utf8"])
def test_utf_8_may_be_said(client, db, charset):
    make_agent()
    kind = f"application/json; charset={charset}"
    assert client.generic("POST", "/api/route/", b'{"task": "x"}', kind).status_code == 200


def test_a_body_that_is_packed_is_not_unpacked(client, db):
    packed = {"content-encoding": "gzip"}
    response = client.generic("POST", "/api/route/", b"x", "application/json", headers=packed)
    assert refusal(response) == (415, "unsupported_encoding")
    assert response["Accept-Encoding"] == "identity"


def test_a_read_is_not_judged_by_a_body_that_it_has_not(client, db):
    odd = {"content-type": "text/plain; charset=latin-1"}
    assert client.get("/api/", headers=odd).status_code == 200
    assert RequestFactory().get("/", headers=odd).content_params == {"charset": "latin-1"}


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "a b", "", "[::2]"])
def test_another_host_is_not_ours(client, db, host):
    response = client.get("/api/", headers={"host": host})
    assert refusal(response) == (400, "bad_request")
    assert "evil" not in response.content.decode()
