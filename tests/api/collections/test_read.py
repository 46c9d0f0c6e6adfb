"""``GET /api/collections/{slug}/``: one collection with its categories."""

from tests.makers import make_agent, make_collection, make_listing, make_user


def test_shows_its_categories_and_what_leads_nowhere(ask, client):
    make_agent("a", collection="team", path="web/a.md", body=make_listing("b", "nobody-here"))
    make_agent("b", collection="team", path="web/b.md")
    make_agent("c", collection="team")
    make_agent("d", collection="other", body=make_listing("nobody-either"))
    team = ask("collections/team/")
    assert team["categories"] == [
        {"category": None, "agent_count": 1},
        {"category": "web", "agent_count": 2},
    ]
    assert (team["agent_count"], team["dangling_count"]) == (3, 1)
    assert client.get(team["agents"]).json()["count"] == 3
    assert client.get(team["integrations"]).json()["count"] == 2


def test_an_empty_collection_has_nothing(ask):
    make_collection("bare")
    bare = ask("collections/bare/")
    assert (bare["categories"], bare["dangling_count"], bare["agent_count"]) == ([], 0, 0)


def test_costs_the_same_for_one_agent_and_for_a_hundred(
    client, db, hundred, django_assert_num_queries
):
    make_agent("first", collection="many")
    for more in (lambda: None, hundred):
        more()
        with django_assert_num_queries(5):  # serial, hidden, its counts, categories, dangling
            client.get("/api/collections/many/")


def test_a_missing_collection_is_told_with_near_slugs(client, db):
    make_collection("library")
    response = client.get("/api/collections/libary/")
    assert (response.status_code, response.json()["did_you_mean"]) == (404, ["library"])


def test_who_may_change_it_is_shown_its_people_for_two_queries(carl, django_assert_num_queries):
    collection = make_collection("team")
    for number in range(5):
        collection.members.add(make_user(f"m{number}"))
    with django_assert_num_queries(11):  # session, account, roles (3); as anybody (4); people (2)
        team = carl.client.get("/api/collections/team/").json()
    assert (team["members"], team["maintainers"]) == (["m0", "m1", "m2", "m3", "m4"], [])
