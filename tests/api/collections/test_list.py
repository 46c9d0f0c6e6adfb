"""``GET /api/collections/``: sets of definitions with what they hold."""

from agents_app.actions.retire_agent import retire_agent
from agents_app.actor import SYSTEM
from tests.makers import make_agent, make_collection


def test_shows_what_each_holds(ask):
    make_collection("team", title="The team", licence="MIT", source_url="https://example.org/x")
    make_agent("good", collection="team")
    make_agent("dated", collection="team", tools="MultiEdit")
    retire_agent(make_agent("gone", collection="team"), by=SYSTEM)
    row = ask("collections/")["results"][0]
    assert list(row) == [
        "url",
        "slug",
        "title",
        "source_url",
        "licence",
        "private",
        "agent_count",
        "health",
        "created",
    ]
    assert row["url"] == "http://testserver/api/collections/team/"
    assert (row["title"], row["licence"]) == ("The team", "MIT")
    assert row["agent_count"] == sum(row["health"].values()) == 2


def test_what_is_not_said_is_null(ask):
    make_collection("bare")
    row = ask("collections/")["results"][0]
    assert (row["source_url"], row["licence"], row["agent_count"]) == (None, None, 0)


def test_orders_and_pages(ask, client):
    for slug in ("c", "a", "b"):
        make_collection(slug)
    make_agent(collection="b")
    page = ask("collections/?ordering=-agent_count,slug&limit=2")
    assert [row["slug"] for row in page["results"]] == ["b", "a"]
    assert [row["slug"] for row in client.get(page["next"]).json()["results"]] == ["c"]


def test_costs_the_same_for_one_and_for_a_hundred(client, db, django_assert_num_queries):
    for slugs in (["first"], [f"c{number}" for number in range(100)]):
        for slug in slugs:
            make_collection(slug)
        with django_assert_num_queries(4):  # serial, hidden, count, page with its counts
            client.get("/api/collections/?limit=200")
