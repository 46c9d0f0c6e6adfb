"""The registry as one reader sees it: what ``may`` lets them see, and at no cost nothing else."""

from __future__ import annotations

import pytest
from django.test import override_settings
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agents_app.actor import ROLES, SYSTEM, Actor
from agents_app.models import Agent, Collection, Integration, JournalEntry, Revision, Tool
from agents_app.registry import Registry
from agents_app.rights import may
from tests.makers import make_agent, make_collection, make_listing

pytestmark = pytest.mark.django_db


COLLECTIONS = ("one", "two", "three")


@pytest.fixture
def three() -> list[Agent]:
    """An agent in each of three collections, which names those in the others."""
    names = [f"{slug}:reader" for slug in COLLECTIONS]
    return [
        make_agent("reader", collection=slug, body=make_listing(*names), tools=f"Read, {slug}Tool")
        for slug in COLLECTIONS
    ]


@given(data=st.data())
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_whoever_asks_is_shown_what_they_may_see_and_no_more(
    three: list[Agent], data: st.DataObject
) -> None:
    ids = st.frozensets(st.sampled_from([agent.collection_id for agent in three]))
    for agent in three:
        Collection.objects.filter(pk=agent.collection_id).update(private=data.draw(st.booleans()))
    actor = Actor(
        user=data.draw(st.sampled_from([None, 1])),
        roles=frozenset(data.draw(st.sets(st.sampled_from(ROLES)))),
        maintains=data.draw(ids),
        belongs=data.draw(ids),
        within=data.draw(st.none() | ids),
    )
    with override_settings(PUBLIC_READS=data.draw(st.booleans())):
        seen = {agent.key for agent in three if may(actor, "see", agent)}
        slugs = {key.partition(":")[0] for key in seen}
        registry = Registry(actor)
        assert set(registry.agents.values_list("key", flat=True)) == seen
        assert set(registry.agents_remembered.values_list("key", flat=True)) == seen
        assert set(registry.collections.values_list("slug", flat=True)) == slugs
        assert set(registry.revisions.values_list("agent__key", flat=True)) == seen
        assert set(registry.journal.values_list("collection", flat=True)) == slugs
        assert registry.scopes in (None, slugs)
        known = set(registry.tools.exclude(name="Read").values_list("name", flat=True))
        assert known == {f"{slug}Tool" for slug in slugs}
        pairs = {(one, other) for one in seen for other in seen if one != other}
        rows = list(registry.edges.for_listing())
        joined = {(row.agent.key, row.target.key) for row in rows if row.target}
        assert joined == pairs
        assert {row.agent.key for row in rows} == seen
        assert len(rows) == 2 * len(seen)
        assert registry.edges.resolved().count() == len(pairs)
        assert registry.edges.dangling().count() == len(rows) - len(pairs)
        for agent in registry.agents.with_integrations():
            incoming = {edge.agent.key for edge in agent.incoming.all()}
            outgoing = {edge.target.key for edge in agent.outgoing.all() if edge.target}
            assert incoming == outgoing == seen - {agent.key}


def test_where_nothing_is_hidden_the_statements_are_what_they_would_be_without(
    three: list[Agent], django_assert_num_queries
) -> None:
    registry = Registry(Actor())
    with django_assert_num_queries(1):  # which collections are private
        pairs = [
            (registry.agents, Agent.objects.published()),
            (registry.agents.for_detail(), Agent.objects.published().for_detail()),
            (registry.agents_remembered, Agent.objects.remembered()),
            (registry.collections.with_counts(), Collection.objects.with_counts()),
            (registry.edges, Integration.objects.between_published()),
            (registry.edges.stated(), Integration.objects.between_published().stated()),
            (registry.edges.dangling(), Integration.objects.between_published().dangling()),
            (registry.tools.named(), Tool.objects.named()),
            (registry.tools.with_agent_counts(), Tool.objects.with_agent_counts()),
            (registry.revisions, Revision.objects.all()),
            (registry.journal, JournalEntry.objects.all()),
        ]
        assert registry.scopes is None
    for seen, plain in pairs:
        assert str(seen.query) == str(plain.query)
    with django_assert_num_queries(0):
        assert str(Registry(SYSTEM).agents.query) == str(Agent.objects.published().query)


def test_a_row_says_of_an_edge_into_the_dark_what_it_says_of_one_to_nobody() -> None:
    make_agent("keeper", collection="dark")
    dark = make_collection("dark")
    Collection.objects.filter(pk=dark.pk).update(private=True)
    make_agent("caller", collection="light", body=make_listing("dark:keeper", "dark:keepr"))
    there, lost = Registry(SYSTEM).edges.for_listing().order_by("position")
    assert (there.state, lost.state) == ("resolved", "dangling")
    there, lost = Registry(Actor()).edges.for_listing().order_by("position")
    assert (there.state, lost.state) == ("dangling", "dangling")
    assert (there.target, there.suggestion) == (lost.target, lost.suggestion) == (None, None)


def test_a_finding_tells_nothing_of_servers_that_only_others_know() -> None:
    """T-rules warn of servers that no agent names; what is hidden is no agent."""
    make_agent("keeper", collection="dark", tools="mcp__canary__sing")
    names = {"tools": "mcp__canary__*"}
    before = make_agent("one", collection="light", **names)
    assert not before.findings.filter(message__contains="canary").exists()
    Collection.objects.filter(slug="dark").update(private=True)
    guess = make_agent("two", collection="light", **names)
    inside = make_agent("three", collection="dark", **names)
    assert guess.findings.filter(message__contains="canary").exists()
    assert not inside.findings.filter(message__contains="canary").exists()
