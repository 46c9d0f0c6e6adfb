"""Publishing, revising and retiring one agent."""

from __future__ import annotations

import pytest

from agents_app.actions.retire_agent import retire_agent
from agents_app.actions.revise_agent import revise_agent
from agents_app.actor import SYSTEM
from agents_app.errors import Conflict, Refusal
from agents_app.journal import current_serial
from agents_app.models import Agent, JournalEntry, Revision
from tests.makers import make_agent, make_text

pytestmark = pytest.mark.django_db

STORED = (Agent, Revision)


def test_publishing_stores_the_bytes_and_all_that_follows_from_them() -> None:
    body = "You read.\n\n## Rules\n- **One**: a\n### Deeper\ntext\n"
    text = make_text("C# Reader", tools="Read, Task, MultiEdit", model="opus", body=body)
    agent = make_agent("C# Reader", tools="Read, Task, MultiEdit", model="opus", body=body)
    assert (agent.key, agent.name, agent.title) == ("csharp-reader", "csharp-reader", "C# Reader")
    assert agent.revision
    assert bytes(Revision.objects.get(pk=agent.revision.pk).content) == text
    assert (agent.revision.number, agent.revision.size) == (1, len(text))
    assert (agent.model, agent.opening, agent.toolset.capabilities) == (
        "opus",
        "You read.",
        ["read", "spawn"],
    )
    assert list(agent.toolset.grants.values_list("position", "token", "tool__name", "effect")) == [
        (1, "Read", "Read", "allow"),
        (2, "Task", "Agent", "allow"),
        (3, "MultiEdit", "MultiEdit", "allow"),
    ]
    assert list(agent.sections.values_list("level", "title", "points")) == [
        (2, "Rules", [{"term": "One", "text": "a"}]),
        (3, "Deeper", []),
    ]
    assert agent.findings.filter(rule="T003").exists()
    assert agent.health == "warnings"


def test_keys_name_the_collection_except_in_the_library() -> None:
    assert make_agent("reader", collection="team").key == "team:reader"
    assert make_agent("reader").key == "reader"


def test_the_second_of_two_equal_names_is_refused_with_the_first_ones_path() -> None:
    make_agent("reader", path="a/reader.md")
    with pytest.raises(Conflict) as refused:
        make_agent("Reader", path="b/reader.md")
    assert refused.value.code == "duplicate_name"
    assert "a/reader.md" in refused.value.message
    assert Agent.objects.count() == 1


def test_a_look_alike_is_accepted_with_a_finding_on_the_later_one() -> None:
    first, second = make_agent("code-reader"), make_agent("code_reader")
    assert not first.findings.filter(rule="N007").exists()
    assert second.findings.filter(rule="N007").exists()


def test_nothing_is_half_stored_when_a_text_is_refused() -> None:
    serial = current_serial()
    with pytest.raises(Refusal):
        make_agent("reader", tools="a, " * 600)
    assert [model.objects.count() for model in STORED] == [0, 0]
    assert current_serial() == serial + 1  # the collection, which the maker made


def test_a_revision_is_numbered_and_replaces_what_was_derived() -> None:
    agent = make_agent("reader", body="## Old\n", tools="Read, Bash")
    agent = revise_agent(
        agent, make_text("reader", body="## New\n", tools="Grep"), by=SYSTEM.named("ann")
    )
    assert agent.revision
    assert (agent.revision.number, agent.revision.author) == (2, "ann")
    assert list(agent.sections.values_list("title", flat=True)) == ["New"]
    assert list(agent.toolset.grants.values_list("token", flat=True)) == ["Grep"]
    assert agent.toolset.capabilities == ["read"]
    assert list(agent.revisions.values_list("number", flat=True)) == [1, 2]


def test_an_identical_text_makes_no_revision_and_no_journal_row() -> None:
    agent = make_agent("reader")
    serial = current_serial()
    assert revise_agent(agent, make_text("reader"), by=SYSTEM).revision == agent.revision
    assert current_serial() == serial


def test_another_agents_text_is_no_revision() -> None:
    with pytest.raises(Conflict) as refused:
        revise_agent(make_agent("reader"), make_text("writer"), by=SYSTEM)
    assert refused.value.code == "name_changed"


def test_a_retired_name_is_given_to_nobody_and_history_stays() -> None:
    agent = retire_agent(make_agent("reader"), by=SYSTEM.named("ann"))
    assert not Agent.objects.published().exists()
    assert agent.revisions.count() == 1
    with pytest.raises(Conflict) as refused:
        make_agent("reader")
    assert refused.value.code == "name_retired"
    with pytest.raises(Conflict):
        revise_agent(agent, make_text("reader", body="new"), by=SYSTEM)


def test_the_journal_has_one_row_per_change_and_no_gap() -> None:
    agent = make_agent("reader")
    revise_agent(agent, make_text("reader", body="new"), by=SYSTEM.named("ann"), message="shorter")
    retire_agent(agent, by=SYSTEM)
    retire_agent(agent, by=SYSTEM)
    rows = JournalEntry.objects.values_list("serial", "verb", "key", "revision", "author")
    assert list(rows) == [
        (1, "collection.created", "", None, ""),
        (2, "agent.published", "reader", 1, ""),
        (3, "agent.revised", "reader", 2, "ann"),
        (4, "agent.retired", "reader", None, ""),
    ]
    assert current_serial() == 4
