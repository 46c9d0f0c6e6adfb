"""``GET /api/agents/{key}/revisions/`` and ``…/{number}/``: the history of one agent."""

import pytest

from agents_app.actions.retire_agent import retire_agent
from agents_app.actions.revise_agent import revise_agent
from agents_app.actor import SYSTEM
from tests.makers import make_agent, make_listing, make_text


def revise(agent, times, **text):
    for time in range(times):
        body = f"# Edition {time}\n\n- **Rule**: {time}\n"
        revise_agent(
            agent, make_text(agent.name, body=body, **text), by=SYSTEM.named("ann"), message="why"
        )


def test_lists_the_history_newest_first_without_its_texts(ask):
    revise(make_agent("reader"), 2)
    newest, *_, oldest = ask("agents/reader/revisions/")["results"]
    assert (newest["number"], oldest["number"]) == (3, 1)
    assert (newest["author"], newest["message"]) == ("ann", "why")
    assert (oldest["author"], oldest["message"]) == (None, None)
    assert newest["url"] == "http://testserver/api/agents/reader/revisions/3/"
    assert newest["agent"] == "http://testserver/api/agents/reader/"
    assert newest["changes"] == "http://testserver/api/agents/reader/revisions/2...3/"
    assert oldest["changes"] is None
    assert "definition" not in newest


def test_orders_the_other_way_round(ask):
    revise(make_agent("reader"), 2)
    rows = ask("agents/reader/revisions/?ordering=number&fields=number")["results"]
    assert rows == [{"number": 1}, {"number": 2}, {"number": 3}]


def test_costs_the_same_for_one_revision_and_for_a_hundred(client, db, django_assert_num_queries):
    agent = make_agent("reader")
    for times in (0, 100):
        revise(agent, times)
        with django_assert_num_queries(5):  # serial, hidden, agent, count, page
            client.get("/api/agents/reader/revisions/?limit=200")


def test_shows_one_past_text_with_what_it_says(ask):
    agent = make_agent("reader", tools="Read, MultiEdit", body="# Old\n\n" + make_listing("other"))
    revise(agent, 1, tools="Read", model="opus")
    first = ask("agents/reader/revisions/1/")
    said = first["definition"]
    assert (said["name"], said["model"], said["tier"]) == ("reader", None, "strict")
    assert [grant["tool"] for grant in said["grants"]] == ["Read", "MultiEdit"]
    assert said["sections"][0]["title"] == "Old"
    assert said["integrations"][0]["target"] == "other"
    assert ask("agents/reader/revisions/2/")["definition"]["model"] == "opus"


def test_the_current_text_says_what_the_agent_says(ask):
    make_agent("reader", tools="Read, Bash(git *)", disallowedTools="Write", body="# A\n\n## B\n")
    agent = ask("agents/reader/")
    said = ask("agents/reader/revisions/1/")["definition"]
    shared = said.keys() & agent.keys() - {"integrations"}
    assert {"grants", "sections", "front_matter", "capabilities", "opening"} <= shared
    assert {name: said[name] for name in shared} == {name: agent[name] for name in shared}


def test_one_revision_costs_two_queries(client, db, django_assert_num_queries):
    make_agent("reader")
    with django_assert_num_queries(3):  # serial, hidden, revision with agent
        client.get("/api/agents/reader/revisions/1/")


@pytest.mark.parametrize("number", ["2", "0", "01", "-1", "x", "9" * 9, "9" * 400])
def test_a_number_that_was_never_given_is_missing(client, db, number):
    make_agent("reader")
    response = client.get(f"/api/agents/reader/revisions/{number}/")
    assert (response.status_code, response.json()["code"]) == (404, "not_found")


def test_the_history_of_a_missing_agent_is_missing(client, db):
    make_agent("reader")
    for tail in ("", "1/", "1/?format=md"):
        response = client.get(f"/api/agents/reeder/revisions/{tail}")
        assert response.status_code == 404
        assert response.json()["did_you_mean"] == ["reader"]


def test_the_history_of_a_retired_agent_stays(client, db):
    agent = make_agent("gone")
    revise(agent, 1)
    retire_agent(agent, by=SYSTEM)
    assert client.get("/api/agents/gone/").status_code == 410
    rows = client.get("/api/agents/gone/revisions/").json()["results"]
    assert [row["number"] for row in rows] == [2, 1]
    assert client.get(rows[0]["url"]).json()["definition"]["name"] == "gone"
    assert client.get(rows[1]["markdown"]).content == make_text("gone")
    assert client.get(rows[0]["changes"]).status_code == 200
