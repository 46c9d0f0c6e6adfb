"""``PUT /api/agents/{key}/``: the whole text anew, on condition that nothing is overwritten."""

import pytest

from agents_app.actions.retire_agent import retire_agent
from agents_app.actor import SYSTEM
from agents_app.models import Agent, JournalEntry, Revision
from tests.makers import make_agent, make_listing, make_text

FIELDS = {"name": "code-reader", "description": "Reads.", "body": "New."}


@pytest.fixture
def agent(ann):
    """An agent of ann's, and its address."""
    assert ann.send("post", "agents/", make_text()).status_code == 201
    return "agents/code-reader/"


def test_a_file_replaces_a_file(ann, agent, client):
    tag, text = ann.tag("code-reader"), make_text(body="Read\r\nmore.")
    done = ann.send("put", f"{agent}?message=More", text, tag=tag)
    assert done.status_code == 200, done.content
    assert client.get(f"/api/{agent}?format=md").content == text
    assert done.json()["revision"]["number"] == 2
    assert (done["ETag"], done.json()) == (
        ann.tag("code-reader"),
        client.get(f"/api/{agent}").json(),
    )
    entry = JournalEntry.objects.last()
    assert (entry.verb, entry.author, entry.message) == ("agent.revised", "ann", "More")


def test_fields_replace_a_file(ann, agent, client):
    done = ann.send("put", agent, FIELDS | {"message": "Anew"}, tag="*")
    assert done.status_code == 200, done.content
    assert client.get(f"/api/{agent}?format=md").content == (
        b"---\nname: code-reader\ndescription: Reads.\n---\n\nNew.\n"
    )
    assert Revision.objects.last().message == "Anew"


def test_the_same_text_makes_no_revision(ann, agent):
    tag = ann.tag("code-reader")
    for _ in range(2):
        done = ann.send("put", agent, make_text(), tag=tag)
        assert (done.status_code, done["ETag"]) == (200, tag)
    assert Revision.objects.count() == 1


def test_a_write_needs_a_tag(ann, agent):
    for method in ("put", "patch", "delete"):
        body = None if method == "delete" else FIELDS
        answer = ann.send(method, agent, body)
        assert (answer.status_code, answer.json()["code"]) == (428, "precondition_required")
        assert answer.json()["errors"][0]["field"] == "If-Match"
    assert Revision.objects.count() == 1


def test_who_comes_too_late_is_told_the_tag_of_now(ann, agent):
    tag = ann.tag("code-reader")
    assert ann.send("put", agent, FIELDS, tag=tag).status_code == 200
    late = ann.send("put", agent, FIELDS | {"body": "Mine."}, tag=tag)
    assert (late.status_code, late.json()["code"]) == (412, "stale")
    assert late["ETag"] == ann.tag("code-reader")
    assert late.json()["allowed"] == [late["ETag"]]
    assert ann.send("put", agent, FIELDS | {"body": "Mine."}, tag=late["ETag"]).status_code == 200
    assert Revision.objects.count() == 3


def test_changes_elsewhere_do_not_stand_in_the_way(ann, agent):
    tag = ann.tag("code-reader")
    make_agent("another", body=make_listing("code-reader"))
    assert ann.tag("code-reader") != tag
    assert ann.send("put", agent, FIELDS, tag=tag).status_code == 200


def test_the_tag_of_any_face_of_the_agent_will_do(ann, agent):
    for query in ("?format=md", "?format=api", ""):
        tag = ann.client.get(f"/api/{agent}{query}")["ETag"]
        text = make_text(body=f"For {query}")
        assert ann.send("put", agent, text, tag=tag).status_code == 200
    tags = f'"other", {ann.tag("code-reader")}'
    assert ann.send("put", agent, FIELDS, tag=tags).status_code == 200


def test_other_tags_are_stale(ann, agent):
    make_agent("another")
    tag = ann.tag("code-reader")
    serial, place, face = tag.strip('"').split("-")
    others = [
        f"W/{tag}",
        tag.strip('"'),
        f'"{int(serial) + 1}-{place}-{face}"',
        f'"{"9" * 18}-{place}-{face}"',
        f'"{"9" * 400}-{place}-{face}"',
        f'"{serial}-{"0" * 16}-{face}"',
        ann.tag("another"),
        ann.client.get("/api/agents/")["ETag"],
        *("", '"', "nonsense", "x" * 5_000, "W/*"),
    ]
    for other in others:
        assert ann.send("put", agent, FIELDS, tag=other).status_code == 412, other
    assert Revision.objects.filter(agent__key="code-reader").count() == 1


@pytest.mark.parametrize(
    ("text", "status", "code"),
    [
        (make_text("other"), 409, "name_changed"),
        (b"nothing", 422, "no_front_matter"),
        (make_text(body="x" * 1024 * 1024), 413, "too_large"),
    ],
)
def test_refuses_what_is_no_text_of_this_agent(ann, agent, text, status, code):
    answer = ann.send("put", agent, text, tag="*")
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert Revision.objects.count() == 1


def test_a_whole_text_needs_its_fields_and_keeps_its_place(ann, agent):
    answer = ann.send("put", agent, {"name": "code-reader"}, tag="*")
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (400, "required")
    for member in ("path", "collection", "category"):
        answer = ann.send("put", agent, FIELDS | {member: "x"}, tag="*")
        assert (answer.status_code, answer.json()["code"]) == (400, "derived_field")


def test_what_is_missing_or_gone_can_not_be_replaced(ann):
    missing = ann.send("put", "agents/code-raeder/", FIELDS, tag="*")
    assert missing.status_code == 404
    retire_agent(make_agent("gone"), by=SYSTEM)
    gone = ann.send("put", "agents/gone/", make_text("gone"), tag="*")
    assert (gone.status_code, gone.json()["code"]) == (410, "retired")


def test_who_may_not_is_told_so_before_anything_is_read(ann, client):
    make_agent("theirs")
    answer = ann.send("put", "agents/theirs/", b"nothing", tag='"stale"')
    assert (answer.status_code, answer.json()["code"]) == (403, "forbidden")
    nobody = client.put("/api/agents/theirs/", b"nothing", content_type="text/markdown")
    assert nobody.status_code == 401
    Agent.objects.get().collection.__class__.objects.update(private=True)
    hidden = ann.send("put", "agents/theirs/", make_text("theirs"), tag="*")
    assert hidden.status_code == 404


def test_an_agent_named_as_a_question_is_written_at_its_address(ann):
    assert ann.send("post", "agents/", make_text("compare")).status_code == 201
    assert (
        ann.send("put", "agents/compare/", make_text("compare", body="x"), tag="*").status_code
        == 200
    )
