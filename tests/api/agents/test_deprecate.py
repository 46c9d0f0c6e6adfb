"""``POST /api/agents/{key}/deprecate/``: it stays, and says that another is better."""

import pytest

from agents_app.models import JournalEntry, Revision
from tests.makers import make_agent, make_text


@pytest.fixture
def agent(ann):
    """An agent of ann's, and its address; beside it an heir."""
    assert ann.send("post", "agents/", make_text()).status_code == 201
    make_agent("heir")
    return "agents/code-reader/"


def test_rows_and_the_agent_say_so(ann, agent, keys):
    sent = {"successor": "heir", "reason": "Too slow."}
    done = ann.send("post", f"{agent}deprecate/", sent, tag=ann.tag("code-reader"))
    assert done.status_code == 200, done.content
    whole = done.json()
    assert (whole["status"], whole["successor"]) == ("deprecated", "heir")
    assert whole["reason"] == "Too slow."
    assert whole["created"] < whole["deprecated"] <= whole["updated"]
    assert done["ETag"] == ann.tag("code-reader")
    rows = ann.client.get("/api/agents/").json()["results"]
    said = {row["key"]: (row["status"], row["successor"]) for row in rows}
    assert said == {"code-reader": ("deprecated", "heir"), "heir": ("published", None)}
    assert keys("agents/?status=deprecated") == ["code-reader"]
    assert keys("agents/?status=published") == ["heir"]
    assert Revision.objects.filter(agent__key="code-reader").count() == 1
    entry = JournalEntry.objects.last()
    assert (entry.verb, entry.key, entry.message) == (
        "agent.deprecated",
        "code-reader",
        "Too slow.",
    )


def test_it_may_be_taken_back(ann, agent):
    ann.send("post", f"{agent}deprecate/", {"successor": "heir"}, tag="*")
    done = ann.send("post", f"{agent}undeprecate/", {"message": "No"}, tag=ann.tag("code-reader"))
    assert (done.json()["status"], done.json()["successor"]) == ("published", None)
    assert (done.json()["deprecated"], done.json()["reason"]) == (None, None)
    tag = ann.tag("code-reader")
    again = ann.send("post", f"{agent}undeprecate/", {}, tag=tag)
    assert (again.status_code, again["ETag"]) == (200, tag)


def test_the_same_words_change_nothing_and_others_do(ann, agent):
    ann.send("post", f"{agent}deprecate/", {"reason": "Old"}, tag="*")
    tag = ann.tag("code-reader")
    assert ann.send("post", f"{agent}deprecate/", {"reason": "Old"}, tag=tag)["ETag"] == tag
    done = ann.send("post", f"{agent}deprecate/", {"successor": "heir"}, tag=tag)
    assert (done.status_code, done.json()["successor"]) == (200, "heir")
    assert done["ETag"] != tag


def test_a_successor_is_somebody_else_who_is_there(ann, carl, agent):
    answer = ann.send("post", f"{agent}deprecate/", {"successor": "hier"}, tag="*")
    assert (answer.status_code, answer.json()["did_you_mean"]) == (400, ["heir"])
    itself = ann.send("post", f"{agent}deprecate/", {"successor": "code-reader"}, tag="*")
    assert itself.json()["code"] == "circular_successor"
    assert ann.send("post", f"{agent}deprecate/", {"successor": "heir"}, tag="*").status_code == 200
    back = carl.send("post", "agents/heir/deprecate/", {"successor": "code-reader"}, tag="*")
    assert (back.status_code, back.json()["code"]) == (400, "circular_successor")
    assert back.json()["errors"][0]["field"] == "successor"


def test_nobody_is_sent_to_what_they_can_not_see(carl, agent):
    inner = make_agent("inner", collection="inner")
    type(inner.collection).objects.filter(slug="inner").update(private=True)
    answer = carl.send("post", f"{agent}deprecate/", {"successor": "inner:inner"}, tag="*")
    assert (answer.status_code, answer.json()["code"]) == (400, "private_successor")


def test_a_new_text_leaves_it_deprecated(ann, agent):
    ann.send("post", f"{agent}deprecate/", {"successor": "heir"}, tag="*")
    done = ann.send("patch", agent, {"model": "opus"}, tag="*")
    assert (done.json()["status"], done.json()["successor"]) == ("deprecated", "heir")


def test_when_it_goes_its_successor_is_where_to_go(ann, agent):
    ann.send("post", f"{agent}deprecate/", {"successor": "heir"}, tag="*")
    assert ann.send("delete", agent, tag="*").status_code == 204
    gone = ann.send("post", f"{agent}deprecate/", {}, tag="*")
    assert (gone.status_code, gone.json()["allowed"]) == (410, ["heir"])


def test_needs_a_tag_of_now_and_answers_a_key_once(ann, agent):
    tag = ann.tag("code-reader")
    assert ann.send("post", f"{agent}deprecate/", {}).status_code == 428
    first, again = (ann.send("post", f"{agent}deprecate/", {}, tag=tag, key="k") for _ in range(2))
    assert (first.status_code, again.content) == (200, first.content)
    assert ann.send("post", f"{agent}deprecate/", {"reason": "x"}, tag=tag).status_code == 412


def test_only_whose_it_is_deprecates_it(ann, client, agent):
    assert ann.send("post", "agents/heir/deprecate/", {}, tag="*").status_code == 403
    assert ann.send("post", "agents/heir/undeprecate/", {}, tag="*").status_code == 403
    assert client.post("/api/agents/heir/deprecate/").status_code == 401
