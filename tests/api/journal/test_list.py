"""``GET /api/journal/``: the log after a serial."""

import pytest

from agents_app.actions.retire_agent import retire_agent
from agents_app.actions.revise_agent import revise_agent
from agents_app.actor import SYSTEM
from agents_app.journal import current_serial
from tests.makers import make_agent, make_text


@pytest.fixture
def log(ask):
    """List the serials and verbs that a query finds."""

    def log(query=""):
        answer = ask(f"journal/?{query}")
        assert "results" in answer, answer
        return [(row["serial"], row["verb"]) for row in answer["results"]]

    return log


@pytest.fixture(autouse=True)
def history(db):
    """A collection comes, two agents come, one changes, one goes."""
    agent = make_agent("reader")
    gone = make_agent("gone")
    revise_agent(agent, make_text("reader", body="New."), by=SYSTEM.named("ann"), message="because")
    retire_agent(gone, by=SYSTEM.named("bob"))


def test_tells_what_happened_in_order(log):
    verbs = [verb for _, verb in log()]
    assert verbs == [
        "collection.created",
        "agent.published",
        "agent.published",
        "agent.revised",
        "agent.retired",
    ]


def test_shows_each_change(ask):
    revised = ask("journal/?verb=agent.revised")["results"][0]
    assert revised["agent"] == "http://testserver/api/agents/reader/"
    assert (revised["key"], revised["revision"]) == ("reader", 2)
    assert revised["digest"].startswith("sha256:")
    assert (revised["author"], revised["message"]) == ("ann", "because")


def test_links_lead_to_agents_that_are_here(ask):
    created, *_, retired = ask("journal/")["results"]
    assert (created["key"], created["agent"], created["revision"]) == (None, None, None)
    assert (retired["key"], retired["agent"]) == ("gone", None)


def test_a_mirror_resumes_after_the_last_serial_it_saw(log):
    serials = [serial for serial, _ in log()]
    assert [serial for serial, _ in log(f"after={serials[2]}")] == serials[3:]
    assert serials[-1] == current_serial()
    assert log(f"after={current_serial()}") == []
    assert log("after=999999999999999999") == []


def test_narrows_by_subject_and_place(log):
    assert [verb for _, verb in log("key=gone")] == ["agent.published", "agent.retired"]
    assert len(log("collection=library")) == 5
    assert [verb for _, verb in log("ordering=-serial&limit=1")] == ["agent.retired"]


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("after=-1", "after"),
        ("after=x", "after"),
        ("after=1.5", "after"),
        ("after=9999999999999999999", "after"),
        ("verb=agent.retird", "verb"),
        ("key=nobody", "key"),
        ("collection=nowhere", "collection"),
        ("since=1", "since"),
    ],
)
def test_refuses_what_it_does_not_know(client, query, field):
    response = client.get(f"/api/journal/?{query}")
    assert response.status_code == 400
    assert response.json()["errors"][0]["field"] == field


def test_costs_the_same_for_few_entries_and_for_a_hundred(
    client, hundred, django_assert_num_queries
):
    for more in (lambda: None, hundred):
        more()
        with django_assert_num_queries(4):  # serial, hidden, count, page with who is still here
            client.get("/api/journal/?limit=200")
