"""POST proposals/{id}/approve/ and reject/: whose decision it is, and what comes of it."""

import pytest
from django.test import Client

from agents_app.actions.publish_agent import publish_agent
from agents_app.actions.retire_agent import retire_agent
from agents_app.actions.revise_agent import revise_agent
from agents_app.actor import SYSTEM
from agents_app.models import Agent, AuditEntry, Collection, JournalEntry, Proposal
from tests.makers import make_agent, make_collection, make_proposal, make_text, make_user

KEY = "team:code-reader"
WIDER = {"collection": "team", "tools": "Read, Grep, Bash"}


@pytest.fixture
def curator(db):
    """A curator of the collection."""
    user = make_user("ada", "curator")
    make_collection("team").maintainers.add(user)
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def waiting(curator):
    """A text for an agent that readers meet already."""
    make_agent(collection="team")
    return make_proposal("code-reader", **WIDER)


def decide(client, number, how, **said):
    address = f"/api/proposals/{number}/{how}/"
    return client.post(address, said, content_type="application/json")


def test_what_is_approved_is_the_next_revision_by_its_author(curator, waiting):
    serial = JournalEntry.objects.count()
    answer = decide(curator, waiting.number, "approve", reason="Reviewed.")
    assert answer.status_code == 200
    told = answer.json()
    assert (told["state"], told["decider"], told["reason"]) == ("approved", "ada", "Reviewed.")
    agent = curator.get(f"/api/agents/{KEY}/").json()
    assert agent["revision"]["number"] == 2
    assert agent["revision"]["author"] == "proposer"
    assert agent["capabilities"] == ["read", "shell"]
    assert JournalEntry.objects.count() == serial + 1
    deed = AuditEntry.objects.get(deed="proposal.approved")
    assert (deed.subject, deed.actor, deed.detail) == (KEY, "ada", "Reviewed.")


def test_a_new_agent_is_its_authors(curator):
    waiting = make_proposal("brand-new", **WIDER)
    assert curator.get("/api/agents/team:brand-new/").status_code == 404
    assert decide(curator, waiting.number, "approve").status_code == 200
    assert Agent.objects.get(name="brand-new").owner_id == waiting.proposer_id


def test_what_is_rejected_leaves_no_trace_for_readers(curator, waiting):
    before = curator.get(f"/api/agents/{KEY}/")
    answer = decide(curator, waiting.number, "reject", reason="Read alone is enough.")
    assert answer.status_code == 200
    assert answer.json()["state"] == "rejected"
    after = curator.get(f"/api/agents/{KEY}/")
    assert (after.content, after["ETag"]) == (before.content, before["ETag"])
    deed = AuditEntry.objects.get(deed="proposal.rejected")
    assert deed.detail == "Read alone is enough."


@pytest.mark.parametrize("said", [{}, {"reason": ""}, {"reason": "  "}, {"reason": None}])
def test_a_rejection_needs_a_reason(curator, waiting, said):
    answer = decide(curator, waiting.number, "reject", **said)
    assert answer.status_code in (400, 422)
    assert answer.json()["errors"][0]["field"] == "reason"
    assert Proposal.objects.get().state == "held"


@pytest.mark.parametrize("how", ["approve", "reject"])
def test_nothing_is_decided_twice(curator, waiting, how):
    decide(curator, waiting.number, "approve")
    answer = decide(curator, waiting.number, how, reason="Again.")
    assert (answer.status_code, answer.json()["code"]) == (409, "already_decided")


def test_what_has_changed_since_is_outdated(curator, waiting):
    agent = Agent.objects.get(name="code-reader")
    revise_agent(agent, make_text(body="Other.\n"), by=SYSTEM)
    answer = decide(curator, waiting.number, "approve")
    assert (answer.status_code, answer.json()["code"]) == (409, "proposal_outdated")


def test_what_was_retired_since_does_not_come_back_by_itself(curator, waiting):
    retire_agent(Agent.objects.get(name="code-reader"), by=SYSTEM)
    answer = decide(curator, waiting.number, "approve")
    assert (answer.status_code, answer.json()["code"]) == (409, "proposal_outdated")


def test_a_name_that_was_taken_since_is_refused(curator):
    waiting = make_proposal("brand-new", **WIDER)
    publish_agent(make_collection("team"), make_text("brand-new"), by=SYSTEM)
    answer = decide(curator, waiting.number, "approve")
    assert (answer.status_code, answer.json()["code"]) == (409, "duplicate_name")


def test_what_policy_has_come_to_block_stays_out(curator):
    waiting = make_proposal("wild", collection="team", tools="Bash(*)", permissionMode="bypass")
    Collection.objects.filter(slug="team").update(blocked_severity="info")
    answer = decide(curator, waiting.number, "approve")
    assert (answer.status_code, answer.json()["code"]) == (422, "blocked_by_policy")
    assert Proposal.objects.get().state == "held"


def test_its_author_may_look_and_not_decide(curator, waiting):
    client = Client()
    client.force_login(waiting.proposer)
    assert client.get(f"/api/proposals/{waiting.number}/").status_code == 200
    for how in ("approve", "reject"):
        answer = decide(client, waiting.number, how, reason="Mine.")
        assert (answer.status_code, answer.json()["code"]) == (403, "forbidden")


def test_a_retired_agent_comes_back_by_approval(curator):
    make_proposal("brand-new", **WIDER)
    decide(curator, 1, "approve")
    proposer = Proposal.objects.get().proposer
    retire_agent(Agent.objects.get(name="brand-new"), by=SYSTEM)
    Collection.objects.filter(slug="team").update(holds_widening=True)
    client = Client()
    client.force_login(proposer)
    answer = client.post(
        "/api/agents/team:brand-new/restore/", "{}", "application/json", headers={"If-Match": "*"}
    )
    assert answer.status_code == 202
    assert client.get("/api/agents/team:brand-new/").status_code == 410
    assert decide(curator, answer.json()["id"], "approve").status_code == 200
    assert client.get("/api/agents/team:brand-new/").status_code == 200
    assert JournalEntry.objects.last().verb == "agent.restored"
