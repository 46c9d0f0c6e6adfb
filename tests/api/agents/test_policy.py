"""What a collection's policy does to those who publish: refused with 422, or held with 202."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from agents_app.models import (
    Agent,
    AuditEntry,
    Bucket,
    Collection,
    IdempotencyKey,
    JournalEntry,
    Proposal,
    Revision,
)
from tests.makers import make_agent, make_collection, make_text, make_user

SECRET = "Use the key AKIAIOSFODNN7EXAMPLQ always.\n"
KEY = "team:code-reader"
ADDRESS = f"/api/agents/{KEY}/"
WIDER = make_text(tools="Read, Grep, Bash")


def policy(**settings):
    Collection.objects.filter(slug="team").update(**settings)


@pytest.fixture
def author(db):
    """An author who owns the one agent of a collection that holds what widens."""
    user = make_user("ann", "author")
    make_collection("team")
    client = Client()
    client.force_login(user)
    agent = make_agent(collection="team")
    Agent.objects.filter(pk=agent.pk).update(owner=user)
    policy(holds_widening=True)
    return client


@pytest.fixture
def curator(author):
    user = make_user("ada", "curator")
    make_collection("team").maintainers.add(user)
    client = Client()
    client.force_login(user)
    return client


def send(client, text, method="put", address=ADDRESS, **headers):
    sent = {"content_type": "text/markdown", "headers": {"If-Match": "*"} | headers}
    return getattr(client, method)(address, text, **sent)


def counts():
    return [model.objects.count() for model in (Agent, Revision, JournalEntry, Proposal, Bucket)]


def test_a_revision_that_can_do_more_is_held(author):
    before = author.get(ADDRESS)
    answer = send(author, WIDER)
    assert answer.status_code == 202
    told = answer.json()
    assert (told["state"], told["widens"]) == ("held", ["capability_gained", "tool_gained"])
    assert answer["Location"] == told["url"]
    after = author.get(ADDRESS)
    assert (after.content, after["ETag"]) == (before.content, before["ETag"])
    assert not Revision.objects.filter(digest=told["digest"]).exists()
    deed = AuditEntry.objects.get(deed="proposal.held")
    assert (deed.subject, deed.actor, deed.detail) == (KEY, "ann", "capability_gained, tool_gained")


def test_the_text_that_waits_is_nowhere_to_be_found(author):
    answer = send(author, make_text(tools="Bash", body="Xylophone.\n"))
    digest = answer.json()["digest"]
    for client in (author, Client()):
        assert client.get(f"/api/definitions/{digest}/").status_code == 404
        assert client.get("/api/search/?q=xylophone").json()["count"] == 0
        assert client.get(f"{ADDRESS}revisions/").json()["count"] == 1


def test_a_revision_that_can_do_no_more_is_not_held(author):
    assert send(author, make_text(tools="Read", body="Other.\n")).status_code == 200
    assert not Proposal.objects.exists()


@pytest.mark.parametrize(
    ("method", "address", "sent"),
    [
        ("patch", ADDRESS, {"tools": None}),
        ("put", ADDRESS, {"name": "code-reader", "description": "D", "tools": "Bash"}),
        ("post", "/api/agents/", {"name": "new", "description": "D", "collection": "team"}),
    ],
)
def test_every_way_of_publishing_is_held(author, method, address, sent):
    call = getattr(author, method)
    answer = call(address, sent, content_type="application/json", headers={"If-Match": "*"})
    assert answer.status_code == 202
    assert Agent.objects.count() == Revision.objects.count() == 1


def test_restoring_what_could_do_more_is_held(author, curator):
    assert send(curator, WIDER).status_code == 200
    assert send(author, make_text(body="Less.\n")).status_code == 200
    sent = {"content_type": "application/json", "headers": {"If-Match": "*"}}
    answer = author.post(f"{ADDRESS}restore/", {"revision": 2}, **sent)
    assert answer.status_code == 202
    assert Revision.objects.count() == 3


def test_who_decides_does_not_wait(curator):
    assert send(curator, WIDER).status_code == 200
    assert not Proposal.objects.exists()


def test_a_later_text_takes_the_place_of_the_earlier(author):
    first = send(author, WIDER).json()["id"]
    second = send(author, make_text(tools=None)).json()["id"]
    states = dict(Proposal.objects.values_list("number", "state"))
    assert states == {first: "superseded", second: "held"}


def test_nobody_pushes_out_what_somebody_else_proposed(author):
    other = Client()
    other.force_login(make_user("bob", "author"))
    new = make_text("brand-new")
    address = "/api/agents/?collection=team"
    assert send(author, new, "post", address).status_code == 202
    answer = send(other, new, "post", address)
    assert (answer.status_code, answer.json()["code"]) == (409, "name_proposed")
    assert Proposal.objects.get().author == "ann"


def test_a_held_post_is_answered_once(author):
    key = {"Idempotency-Key": "k1"}
    address = "/api/agents/?collection=team"
    first, again = (send(author, make_text("new"), "post", address, **key) for _ in range(2))
    assert (first.status_code, again.status_code) == (202, 202)
    assert first.content == again.content
    assert again["Idempotency-Replayed"] == "true"
    assert Proposal.objects.count() == IdempotencyKey.objects.count() == 1


def test_what_waits_is_paid_for(author, settings):
    settings.QUOTA_AGENTS = 1
    address = "/api/agents/?collection=team"
    assert send(author, make_text("one"), "post", address).status_code == 202
    answer = send(author, make_text("two"), "post", address)
    assert (answer.status_code, answer.json()["code"]) == (429, "quota_exceeded")


@pytest.mark.parametrize("settings_", [{"blocked_severity": "error"}, {"blocked_rules": ["S001"]}])
def test_what_policy_blocks_is_refused_by_line(curator, settings_):
    policy(**settings_)
    before = counts()
    answer = send(curator, make_text(body=SECRET))
    problem = answer.json()
    assert (answer.status_code, problem["code"]) == (422, "blocked_by_policy")
    (error,) = problem["errors"]
    assert error["code"] == "S001"
    assert error["field"].startswith("content:7:")
    assert "AKIAIOSFODNN7EXAMPLQ" not in answer.content.decode()
    assert counts() == before


def test_an_import_refuses_what_policy_blocks(curator):
    policy(blocked_rules=["S001"])
    files = [
        ("good.md", make_text("good")),
        ("bad.md", make_text("bad", body=SECRET)),
    ]
    sent = [SimpleUploadedFile(name, text, "text/markdown") for name, text in files]
    report = curator.post("/api/imports/?collection=team", {"files": sent}).json()
    rows = {row["path"]: (row["outcome"], row["code"]) for row in report["files"]}
    assert rows == {"good.md": ("created", None), "bad.md": ("refused", "blocked_by_policy")}
    assert [row["findings"][0]["rule"] for row in report["files"] if row["code"]] == ["S001"]


@pytest.mark.parametrize(
    ("text", "settings_", "fate"),
    [
        (WIDER, {"holds_widening": True}, "held"),
        (WIDER, {}, "revision"),
        (make_text("new"), {"holds_widening": True}, "held"),
        (make_text(body=SECRET), {"blocked_rules": ["S001"]}, "blocked"),
        (make_text(), {"blocked_severity": "info", "holds_widening": True}, "unchanged"),
    ],
)
def test_validating_tells_beforehand(author, text, settings_, fate):
    policy(**({"holds_widening": False} | settings_))
    address = "/api/validate/?collection=team"
    answer = author.post(address, text, content_type="text/markdown").json()
    assert answer["would_be"] == fate
