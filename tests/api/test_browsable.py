"""The page for people: the same answer, read only, at the same price, from our own host."""

import re

import pytest

from tests.makers import make_agent

PAGE = {"accept": "text/html"}
# Each but the root asks, beside the tag's serial, which collections are hidden.
ADDRESSES = {
    "": 1,
    "agents/": 5,
    "agents/code-reader/": 8,
    "agents/code-reader/sections/": 4,
    "agents/code-reader/integrations/": 5,
    "agents/code-reader/revisions/": 5,
    "agents/code-reader/revisions/1/": 3,
    "tools/": 4,
    "tools/Read/": 4,
    "integrations/": 4,
    "collections/": 4,
    "collections/library/": 5,
    "journal/": 4,
}


@pytest.mark.parametrize(("address", "queries"), ADDRESSES.items())
def test_costs_what_the_json_costs(client, db, address, queries, django_assert_num_queries):
    make_agent()
    for headers in (PAGE, {}):
        with django_assert_num_queries(queries):
            response = client.get(f"/api/{address}", headers=headers)
        assert response.status_code == 200


@pytest.mark.parametrize("address", ADDRESSES)
def test_offers_no_form_no_cookie_and_nothing_from_other_hosts(client, db, address):
    make_agent()
    response = client.get(f"/api/{address}", headers=PAGE)
    page = response.content.decode()
    assert not response.cookies
    assert "csrf" not in page.lower()
    assert not re.search(r'method="(post|put|patch|delete)"', page, re.I)
    for asset in re.findall(r'<(?:script|link|img)[^>]+(?:src|href)="([^"]+)"', page):
        assert asset.startswith(("/static/", "data:,")), asset


def test_what_an_author_wrote_is_shown_and_not_run(client, db):
    make_agent(description="<script>alert(1)</script>", body="# <img src=x onerror=alert(1)>")
    page = client.get("/api/agents/code-reader/", headers=PAGE).content.decode()
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "&lt;script&gt;" in page


def test_pages_can_be_turned(client, db):
    for name in ("a", "b"):
        make_agent(name)
    page = client.get("/api/agents/?limit=1", headers=PAGE).content.decode()
    assert "Next" in page
    assert "cursor=" in page
