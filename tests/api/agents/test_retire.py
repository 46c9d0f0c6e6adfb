"""``DELETE /api/agents/{key}/``: it goes, and says where to go instead."""

import pytest

from agents_app.models import Agent, Collection, JournalEntry
from tests.makers import make_agent, make_listing, make_text


@pytest.fixture
def agent(ann):
    """An agent of ann's, and its address."""
    assert ann.send("post", "agents/", make_text()).status_code == 201
    return "agents/code-reader/"


def test_its_address_says_where_to_go(ann, agent, client):
    make_agent("better-reader")
    done = ann.send(
        "delete", f"{agent}?successor=better-reader&message=Done", tag=ann.tag("code-reader")
    )
    assert (done.status_code, done.content) == (204, b"")
    for tail in ("", "?format=md", "sections/", "integrations/", "graph/", "impact/", "reach/"):
        gone = client.get(f"/api/{agent}{tail}")
        assert (gone.status_code, gone.json()["code"]) == (410, "retired"), tail
        assert gone.json()["allowed"] == ["better-reader"]
    assert [row["key"] for row in client.get("/api/agents/").json()["results"]] == ["better-reader"]
    entry = JournalEntry.objects.last()
    assert (entry.verb, entry.author, entry.message) == ("agent.retired", "ann", "Done")


def test_while_others_name_it_it_stays(ann, agent):
    make_agent("second", body=make_listing("code-reader"))
    make_agent("first", body=make_listing("code-reader"))
    tag = ann.tag("code-reader")
    answer = ann.send("delete", agent, tag=tag)
    assert (answer.status_code, answer.json()["code"]) == (409, "still_named")
    named_by = [error["message"] for error in answer.json()["errors"]]
    assert named_by == ["first", "second"]
    assert ann.send("delete", f"{agent}?leave_dangling=true", tag=tag).status_code == 204
    edge = ann.client.get("/api/agents/first/").json()["integrations"]["outgoing"][0]
    assert edge["state"] == "dangling"


def test_whom_one_can_not_see_does_not_count(ann, agent):
    make_agent("spy", collection="inner", body=make_listing("library:code-reader"))
    Collection.objects.filter(slug="inner").update(private=True)
    assert ann.send("delete", agent, tag="*").status_code == 204


@pytest.mark.parametrize(
    ("query", "field", "code"),
    [
        ("successor=nobody", "successor", "unknown_value"),
        ("successor=code-reader", "successor", "circular_successor"),
        ("succesor=x", "succesor", "unknown_parameter"),
        ("leave_dangling=1", "leave_dangling", "unknown_value"),
        ("leave_dangling=", "leave_dangling", "empty_value"),
        ("message=" + "x" * 1_001, "message", "too_long"),
    ],
)
def test_refuses_what_means_nothing(ann, agent, query, field, code):
    answer = ann.send("delete", f"{agent}?{query}", tag="*")
    assert (answer.status_code, answer.json()["code"]) == (400, code)
    assert answer.json()["errors"][0]["field"] == field
    assert Agent.objects.get().status == "published"


def test_who_comes_too_late_retires_nothing(ann, agent):
    tag = ann.tag("code-reader")
    ann.send("patch", agent, {"model": "opus"}, tag=tag)
    assert ann.send("delete", agent, tag=tag).status_code == 412
    assert ann.send("delete", agent, tag=ann.tag("code-reader")).status_code == 204
    assert ann.send("delete", agent, tag="*").status_code == 410


def test_only_whose_it_is_retires_it(ann, carl, client):
    make_agent("theirs")
    assert ann.send("delete", "agents/theirs/", tag="*").status_code == 403
    assert client.delete("/api/agents/theirs/").status_code == 401
    assert carl.send("delete", "agents/theirs/", tag="*").status_code == 204
