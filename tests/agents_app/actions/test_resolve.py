"""Edges resolve and un-resolve by themselves as agents come and go."""

from __future__ import annotations

import pytest

from agents_app.actions.retire_agent import retire_agent
from agents_app.actions.revise_agent import revise_agent
from agents_app.actor import SYSTEM
from agents_app.models import Agent, Integration
from tests.makers import make_agent, make_listing, make_text

pytestmark = pytest.mark.django_db


def edges(agent: Agent) -> list[tuple[str, str | None, str | None]]:
    rows = Integration.objects.stated().filter(agent=agent).order_by("position")
    return list(rows.values_list("target_name", "target__key", "suggestion"))


def dangles(agent: Agent) -> list[str]:
    return list(agent.findings.filter(rule="R001").values_list("message", flat=True))


def test_an_edge_dangles_until_its_target_arrives_and_again_when_it_goes() -> None:
    lead = make_agent("lead", body=make_listing("docker-expert"))
    assert edges(lead) == [("docker-expert", None, "")]
    assert len(dangles(lead)) == 1
    docker = make_agent("docker-expert")
    assert edges(lead) == [("docker-expert", "docker-expert", None)]
    assert dangles(lead) == []
    retire_agent(docker, by=SYSTEM)
    assert edges(lead) == [("docker-expert", None, "")]
    assert len(dangles(lead)) == 1


def test_health_follows_the_references() -> None:
    lead = make_agent("lead", body=make_listing("docker-expert"))
    lead.refresh_from_db()
    assert lead.health == "warnings"
    make_agent("docker-expert")
    lead.refresh_from_db()
    assert lead.health == "ok"


def test_a_target_is_looked_for_in_the_same_collection() -> None:
    make_agent("docker-expert", collection="other")
    lead = make_agent("lead", collection="team", body=make_listing("docker-expert"))
    assert edges(lead) == [("docker-expert", None, "")]


@pytest.mark.parametrize("target_first", [True, False])
def test_a_qualified_target_is_found_in_its_collection(target_first: bool) -> None:
    if target_first:
        make_agent("reader", collection="other")
    lead = make_agent("lead", collection="team", body=make_listing("other:reader"))
    if not target_first:
        make_agent("reader", collection="other")
    assert edges(lead) == [("other:reader", "other:reader", None)]


def test_a_doubtful_mention_counts_only_while_its_target_exists() -> None:
    body = "## Integration with Other Agents\n- Guide debugger on traces\n"
    lead = make_agent("lead", body=body)
    assert edges(lead) == []
    debugger = make_agent("debugger")
    assert edges(lead) == [("debugger", "debugger", None)]
    retire_agent(debugger, by=SYSTEM)
    assert edges(lead) == []


def test_the_nearest_name_is_suggested_and_a_nearer_one_takes_over() -> None:
    lead = make_agent("lead", body=make_listing("kubernetes-expert"))
    make_agent("kubernets-engineer")
    assert edges(lead) == [("kubernetes-expert", None, "kubernets-engineer")]
    nearer = make_agent("kubernetes-experts")
    assert edges(lead) == [("kubernetes-expert", None, "kubernetes-experts")]
    make_agent("redis-expert")
    assert edges(lead) == [("kubernetes-expert", None, "kubernetes-experts")]
    exact = make_agent("kubernetes-expert")
    assert edges(lead) == [("kubernetes-expert", "kubernetes-expert", None)]
    retire_agent(exact, by=SYSTEM)
    retire_agent(nearer, by=SYSTEM)
    assert edges(lead) == [("kubernetes-expert", None, "kubernets-engineer")]


def test_a_revision_brings_its_own_edges() -> None:
    make_agent("a-pro")
    lead = make_agent("lead", body=make_listing("b-pro"))
    revise_agent(lead, make_text("lead", body=make_listing("a-pro", "lead", "c-pro")), by=SYSTEM)
    assert edges(lead) == [("a-pro", "a-pro", None), ("c-pro", None, "")]


def test_two_agents_name_each_other_whoever_comes_first() -> None:
    first = make_agent("first-pro", body=make_listing("second-pro"))
    second = make_agent("second-pro", body=make_listing("first-pro"))
    assert edges(first) == [("second-pro", "second-pro", None)]
    assert edges(second) == [("first-pro", "first-pro", None)]
