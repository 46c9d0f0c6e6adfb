"""``POST /api/agents/{key}/restore/``: an old text comes back, or an agent that was retired."""

import pytest

from agents_app.models import JournalEntry, Revision
from tests.makers import make_agent, make_listing, make_text

FIRST, SECOND = make_text(body="First."), make_text(body="Second zebra.")


@pytest.fixture
def agent(ann):
    """An agent of ann's with two revisions, and its address."""
    assert ann.send("post", "agents/", FIRST).status_code == 201
    assert ann.send("put", "agents/code-reader/", SECOND, tag="*").status_code == 200
    return "agents/code-reader/"


def numbers():
    return list(Revision.objects.order_by("number").values_list("number", flat=True))


def test_an_old_text_becomes_the_next_one(ann, agent, client):
    sent = {"revision": 1, "message": "Back"}
    done = ann.send("post", f"{agent}restore/", sent, tag=ann.tag("code-reader"))
    assert done.status_code == 200, done.content
    assert done.json()["revision"]["number"] == 3
    assert client.get(f"/api/{agent}?format=md").content == FIRST
    assert done["ETag"] == ann.tag("code-reader")
    entry = JournalEntry.objects.last()
    assert (entry.verb, entry.revision, entry.message) == ("agent.restored", 3, "Back")


def test_the_text_that_stands_changes_nothing(ann, agent):
    tag = ann.tag("code-reader")
    for body in ({"revision": 2}, {}, {"revision": None}):
        done = ann.send("post", f"{agent}restore/", body, tag=tag)
        assert (done.status_code, done["ETag"]) == (200, tag)
    assert numbers() == [1, 2]


def test_a_retired_agent_comes_back_whole(ann, agent, client):
    make_agent("caller", body=make_listing("code-reader"))
    gone = ann.send("delete", f"{agent}?leave_dangling=true", tag="*")
    back = ann.send("post", f"{agent}restore/", {}, tag=gone["ETag"])
    assert back.status_code == 200, back.content
    assert (back.json()["status"], back.json()["revision"]["number"]) == ("published", 3)
    assert client.get(f"/api/{agent}?format=md").content == SECOND
    assert [edge["source"] for edge in back.json()["integrations"]["incoming"]] == ["caller"]
    found = client.get("/api/search/?q=zebra").json()["results"]
    assert [each["agent"]["key"] for each in found] == ["code-reader"]
    routed = client.get("/api/route/?task=zebra").json()["results"]
    assert "code-reader" in [each["agent"]["key"] for each in routed]


def test_a_retired_agent_comes_back_as_it_once_was(ann, agent, client):
    make_agent("heir")
    ann.send("post", f"{agent}deprecate/", {"successor": "heir"}, tag="*")
    ann.send("delete", agent, tag="*")
    back = ann.send("post", f"{agent}restore/", {"revision": 1}, tag="*")
    assert (back.json()["status"], back.json()["successor"]) == ("published", None)
    assert client.get(f"/api/{agent}?format=md").content == FIRST


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"revision": 9}, 404, "not_found"),
        ({"revision": 0}, 400, "invalid"),
        ({"revision": -1}, 400, "invalid"),
        ({"revision": "1"}, 400, "invalid"),
        ({"revision": True}, 400, "invalid"),
        ({"revision": 1.0}, 400, "invalid"),
        ({"revision": 10**30}, 400, "invalid"),
        ({"number": 1}, 400, "unknown_field"),
    ],
)
def test_refuses_what_never_was(ann, agent, body, status, code):
    answer = ann.send("post", f"{agent}restore/", body, tag="*")
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert numbers() == [1, 2]


def test_needs_a_tag_of_now(ann, agent):
    tag = ann.tag("code-reader")
    assert ann.send("post", f"{agent}restore/", {"revision": 1}).status_code == 428
    ann.send("patch", agent, {"model": "opus"}, tag=tag)
    late = ann.send("post", f"{agent}restore/", {"revision": 1}, tag=tag)
    assert (late.status_code, late["ETag"]) == (412, ann.tag("code-reader"))


def test_a_key_is_answered_once_though_the_tag_is_old_by_then(ann, agent):
    tag = ann.tag("code-reader")
    first, again = (
        ann.send("post", f"{agent}restore/", {"revision": 1}, tag=tag, key="k") for _ in range(2)
    )
    assert (first.status_code, again.status_code) == (200, 200)
    assert again.content == first.content
    assert again["Idempotency-Replayed"] == "true"
    assert numbers() == [1, 2, 3]


def test_only_whose_it_is_restores_it(ann, client):
    make_agent("theirs")
    assert ann.send("post", "agents/theirs/restore/", {}, tag="*").status_code == 403
    assert client.post("/api/agents/theirs/restore/").status_code == 401
    assert ann.send("post", "agents/never/restore/", {}, tag="*").status_code == 404
