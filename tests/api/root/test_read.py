"""``GET /api/``: where everything begins."""

import pytest

from tests.makers import make_agent


def test_links_lead_somewhere(client, db):
    links = client.get("/api/").json()
    assert list(links) == [
        "agents",
        "compare",
        "tools",
        "search",
        "route",
        "integrations",
        "graph",
        "collections",
        "imports",
        "exports",
        "journal",
        "me",
        "tokens",
        "audit",
        "schema",
        "docs",
        "redoc",
    ]
    for key in ("one", "two"):
        make_agent(key)
    asked = {"compare": "?keys=one,two", "route": "?task=review"}
    for name, link in links.items():
        expected = 401 if name in ("me", "tokens", "audit") else 200
        assert client.get(link + asked.get(name, "")).status_code == expected, link


def test_costs_one_query(client, db, django_assert_num_queries):
    with django_assert_num_queries(1):  # serial
        client.get("/api/")


@pytest.mark.parametrize(
    ("query", "begins", "media_type"),
    [
        ("", b"openapi: 3.1.0", "application/vnd.oai.openapi"),
        ("?format=yaml", b"openapi: 3.1.0", "application/vnd.oai.openapi"),
        ("?format=json", b'{"openapi":"3.1.0",', "application/vnd.oai.openapi+json"),
    ],
)
def test_the_schema_has_two_faces(client, db, query, begins, media_type):
    response = client.get(f"/api/schema/{query}")
    assert response["Content-Type"].partition(";")[0] == media_type
    assert b"".join(response.content.split()).startswith(b"".join(begins.split()))


def test_the_schema_takes_a_plain_json_wish(client, db):
    response = client.get("/api/schema/", headers={"accept": "application/json"})
    assert response.json()["openapi"] == "3.1.0"


@pytest.mark.parametrize("page", ["docs", "redoc"])
def test_the_documentation_sets_no_cookie_and_names_no_other_host(client, db, page):
    response = client.get(f"/api/{page}/")
    assert response["Content-Type"].startswith("text/html")
    assert not response.cookies
    assert b"http" not in response.content.replace(b"http://testserver", b"")
