"""Rereading: what an older reader has left behind becomes what this one would have written."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from agents_app.actions import reread_agents as action
from agents_app.actions.reread_agents import reread_agents
from agents_app.actor import SYSTEM, Actor
from agents_app.definitions.digest import digest_of
from agents_app.errors import Forbidden
from agents_app.journal import current_serial
from agents_app.models import (
    Agent,
    Finding,
    Integration,
    JournalEntry,
    Revision,
    Section,
    Tool,
)
from agents_app.search import clear_index
from tests.makers import make_agent, make_agents, make_listing, make_text, make_user

pytestmark = pytest.mark.django_db

ODD = {"deep": {"list": [1, None, True, {"x": 1.5}]}, "date": "2026-01-02"}


@pytest.fixture
def many() -> None:
    """Agents of two collections, with edges, twins, servers and findings of all kinds."""
    make_agent("reader", body=make_listing("writer", "nobody-here", "team:helper"), extra=ODD)
    make_agent("writer", body="# One\n\n- **Term**: text\n\n" + make_listing("reader"))
    make_agent("looker", tools="Read, mcp__docs__look, MultiEdit", model="opus")
    make_agent("l00ker", tools=None, disallowedTools="Bash")
    make_agent("helper", collection="team", tools="own tool, mcp__docs__*", body="")
    make_agent("he1per", collection="team", body=make_listing("helper", "reader"))


def everything() -> list[Any]:
    """Return all that follows from the texts, apart from ids and times."""
    agents = Agent.objects.order_by("pk").values_list(
        *("key", "title", "skeleton", "description", "model", "opening", "front_matter"),
        *("toolset__digest", "tier", "health", "words", "path", "owner", "status", "revision"),
    )
    rows = [
        Section.objects.values_list("agent__key", "position", "title", "line", "text", "points"),
        Integration.objects.values_list(
            *("agent__key", "position", "target_name", "target__key", "group", "note", "line"),
            *("origin", "certain", "suggestion"),
        ),
        Finding.objects.values_list("agent__key", "rule", "severity", "message", "line", "column"),
        Tool.objects.values_list("name", "kind", "server", "standing", "capabilities"),
    ]
    return [list(agents), *(sorted(each.order_by(), key=repr) for each in rows)]


def leave_behind(key: str) -> None:
    """Let an agent's rows be those of a reader that saw next to nothing."""
    agent = Agent.objects.get(key=key)
    Section.objects.filter(agent=agent).delete()
    Integration.objects.filter(agent=agent).delete()
    Finding.objects.filter(agent=agent).delete()
    agent.title, agent.description, agent.front_matter, agent.health = "?", "", [], "ok"
    agent.save()


@pytest.mark.usefixtures("many")
def test_what_is_as_it_would_be_is_left_alone() -> None:
    before, serial = everything(), current_serial()
    updated = list(Agent.objects.values_list("pk", "updated"))
    done = reread_agents(by=SYSTEM)
    assert (done.count, done.changed, done.odd) == (6, [], [])
    assert (everything(), current_serial()) == (before, serial)
    assert list(Agent.objects.values_list("pk", "updated")) == updated


@pytest.mark.usefixtures("many")
def test_what_is_not_is_written_anew_and_journalled(client: Client) -> None:
    before, serial = everything(), current_serial()
    for key in ("reader", "team:he1per"):
        leave_behind(key)
    other = Agent.objects.get(key="writer").toolset
    Agent.objects.filter(key="l00ker").update(toolset=other)
    Finding.objects.filter(agent__key="looker").update(message="In other words.")
    clear_index()
    done = reread_agents(by=SYSTEM)
    changed = ["reader", "looker", "l00ker", "team:he1per"]
    assert (sorted(done.changed), done.odd) == (sorted(changed), [])
    assert everything() == before
    entries = JournalEntry.objects.after(serial)
    assert {entry.verb for entry in entries} == {"agent.reread"}
    assert sorted(entry.key for entry in entries) == sorted(changed)
    assert entries[0].digest == Revision.objects.get(agent__key="reader").digest
    found = client.get("/api/search/?q=read").json()["results"]  # the index was empty until then
    assert sorted(row["agent"]["key"] for row in found) == sorted(changed)
    assert reread_agents(by=SYSTEM).changed == []


@pytest.mark.usefixtures("many")
def test_a_tool_that_is_another_by_now_changes_all_who_have_it() -> None:
    before = everything()
    Tool.objects.filter(name="MultiEdit").update(standing="current", capabilities=["write"])
    assert reread_agents(by=SYSTEM).changed == ["looker"]
    assert everything() == before


def test_what_is_refused_by_now_stays_and_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    for name, text in (("broken", b"no front matter"), ("renamed", make_text("other"))):
        agent = make_agent(name)
        digest = digest_of(text)
        agent.revision = Revision.objects.create(
            agent=agent, number=2, digest=digest, size=1, content=text, created=agent.created
        )
        agent.save()
    broken = Agent.objects.filter(key="broken").values()[0]
    call_command("reread_agents")
    told = capsys.readouterr()
    assert told.out == "Read 2 agents again; 1 are shown otherwise now.\n"
    assert "broken is refused by now: " in told.err
    assert "renamed calls itself 'other' by now" in told.err
    assert Agent.objects.filter(key="broken").values()[0] == broken
    renamed = Agent.objects.get(title="other")
    assert (renamed.key, renamed.name) == ("renamed", "renamed")


@pytest.mark.usefixtures("many")
def test_what_was_interrupted_is_ended_by_the_next_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(action, "CHUNK", 2)
    before = everything()
    keys = list(Agent.objects.order_by("pk").values_list("key", flat=True))
    for key in keys:
        leave_behind(key)

    def interrupt(count: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        reread_agents(by=SYSTEM, tell=interrupt)
    assert sorted(Agent.objects.exclude(title="?").values_list("key", flat=True)) == keys[:2]
    steps: list[int] = []
    assert sorted(reread_agents(by=SYSTEM, tell=steps.append).changed) == sorted(keys[2:])
    assert (everything(), steps) == (before, [2, 2, 2])


def test_only_admins_may() -> None:
    with pytest.raises(Forbidden):
        reread_agents(by=Actor.of(make_user("cura", "curator")))


def test_costs_the_same_for_a_few_and_for_a_hundred(
    tmp_path: Any, django_assert_num_queries: Any
) -> None:
    for number in (2, 98):
        texts = {f"{i}.md": make_text(f"n{number}-{i}") for i in range(number)}
        make_agents(tmp_path / str(number), texts)
        # Tools: lock, them, those who have them. Collections. Names, servers, texts, ids. A step:
        # its own begin and end, lock, agents, three kinds of rows, toolsets.
        with django_assert_num_queries(18):
            reread_agents(by=SYSTEM)
