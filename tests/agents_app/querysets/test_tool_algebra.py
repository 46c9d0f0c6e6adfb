"""The algebra in SQL gives what brute force over the texts gives, for any question."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agents_app.actions.import_collection import import_collection
from agents_app.actor import SYSTEM
from agents_app.definitions import find_files, read_definition
from agents_app.definitions.algebra import ToolQuestion
from agents_app.definitions.tools import CAPABILITIES, Access
from agents_app.models import Agent
from tests.agents_app.querysets.test_able_to_use import DENIED, TOOLS
from tests.makers import make_agent

LIBRARY = Path(__file__).resolve().parents[3] / "fixtures" / "library"
CORPUS = LIBRARY.parents[2] / "shared" / "corpus" / "lst97"

NAMES = st.sampled_from(
    "Read Write Bash Task Agent LS MultiEdit WebSearch bash own mcp__a__x mcp__a__y mcp__a "
    "mcp__b__z mcp__context7__get-library-docs mcp__context7 mcp__playwright__browser_click".split()
)
FEW = st.lists(NAMES, max_size=2).map(tuple)
SETS = st.lists(NAMES | st.sampled_from(["Edit", "Grep", "Glob", "WebFetch"]), max_size=12)
QUESTIONS = st.builds(
    ToolQuestion,
    all=FEW,
    any=FEW,
    none=FEW,
    only=st.none() | SETS.map(tuple),
    declares=st.lists(NAMES, max_size=1).map(tuple),
    servers=st.lists(st.sampled_from("a b context7 nobody".split()), max_size=1).map(tuple),
    can=st.lists(st.sampled_from(CAPABILITIES), max_size=2).map(tuple),
)


@pytest.fixture
def accesses(db: None) -> dict[str, Access]:
    """Agents of every kind of grant, and real ones; with what each text grants."""
    number = 0
    for tools in TOOLS:
        for denied in DENIED:
            number += 1
            make_agent(f"agent-{number}", tools=tools, disallowedTools=denied)
    for folder in (LIBRARY, CORPUS):
        if folder.is_dir():
            import_collection(folder.name, find_files(folder), by=SYSTEM)
    agents = Agent.objects.select_related("revision")
    return {
        agent.key: read_definition(bytes(agent.revision.content), path=agent.path).access
        for agent in agents
        if agent.revision
    }


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(question=QUESTIONS)
def test_sql_equals_brute_force(accesses: dict[str, Access], question: ToolQuestion) -> None:
    found = set(Agent.objects.published().answering(question).values_list("key", flat=True))
    assert found == {key for key, access in accesses.items() if question.fits(access)}


def test_rows_know_their_access_as_the_text_does(accesses: dict[str, Access]) -> None:
    names = ("Read", "Bash", "own", "mcp__a__x", "LS")
    for agent in Agent.objects.prefetch_related("toolset__grants__tool"):
        for name in names:
            assert agent.access.has(name) == accesses[agent.key].has(name), (agent.key, name)


@pytest.mark.django_db
def test_only_asks_for_nothing_beyond() -> None:
    make_agent("all", tools=None)
    make_agent("none", tools=[])
    make_agent("reader", tools="Read, Grep, LS")
    make_agent("writer", tools="Read, Write", disallowedTools="Write")
    make_agent("whole", tools="mcp__a")
    make_agent("part", tools="mcp__a__x")

    def within(*names: str) -> list[str]:
        return list(Agent.objects.staying_within(names).values_list("name", flat=True))

    assert within() == ["none"]
    assert within("Read") == ["none", "writer"]
    assert within("Read", "Grep", "Bash") == ["none", "reader", "writer"]
    assert within("mcp__a__x") == ["none", "part"]
    assert within("mcp__a") == ["none", "part", "whole"]
