"""What SQL says an agent may use is what reading its text says: over every kind of grant."""

from __future__ import annotations

import itertools
from typing import Any

import pytest

from agents_app.actions.retire_agent import retire_agent
from agents_app.actor import SYSTEM
from agents_app.definitions import read_definition
from agents_app.models import Agent, Tool
from tests.makers import make_agent

pytestmark = pytest.mark.django_db

TOOLS: list[Any] = [
    None,
    "*",
    [],
    "Read",
    "Task, LS",
    "mcp__a",
    "mcp__a__x, own",
    "mcp__b__*, *",
    "Bash(git *), bash",
]
DENIED: list[Any] = [None, "Read", "Bash(rm)", "mcp__a", "mcp__*", "*", "own"]
ASKED = [
    "Read",
    "Bash",
    "Task",
    "Agent",
    "LS",
    "bash",
    "own",
    "mcp__a__x",
    "mcp__a__y",
    "mcp__b__z",
]


@pytest.fixture
def agents() -> list[Agent]:
    made = [
        make_agent(f"agent-{number}", tools=tools, disallowedTools=denied)
        for number, (tools, denied) in enumerate(itertools.product(TOOLS, DENIED))
    ]
    retire_agent(make_agent("gone", tools="Read, Bash, own"), by=SYSTEM)
    return made


def reads(agent: Agent, name: str) -> bool:
    assert agent.revision
    return bool(read_definition(bytes(agent.revision.content)).access.has(name))


def test_able_to_use_equals_reading_each_text(agents: list[Agent]) -> None:
    for name in ASKED:
        found = set(Agent.objects.published().able_to_use(name).values_list("key", flat=True))
        assert found == {agent.key for agent in agents if reads(agent, name)}, name


def test_tools_are_counted_as_the_filter_counts(agents: list[Agent]) -> None:
    counted = {tool.name: tool.agent_count for tool in Tool.objects.named().with_agent_counts()}
    assert {"Read", "own", "LS", "mcp__a__x"} <= set(counted)
    for name, count in counted.items():
        assert count == Agent.objects.published().able_to_use(name).count(), name


def test_declaring_asks_for_the_name_as_the_harness_takes_it(agents: list[Agent]) -> None:
    declared = Agent.objects.published().declaring("Agent")
    assert declared.count() == len(DENIED)
    assert declared.first().toolset.grants.first().token == "Task"


def test_every_word_of_a_query_must_be_there_whatever_its_case() -> None:
    make_agent("straße-reader", description="Use when STRASSEN must be read.")
    make_agent("writer", description="Use when 100% must be_written.")
    found = Agent.objects.matching
    assert [agent.name for agent in found("Straße READ")] == ["stra-e-reader"]
    assert found("straße write").count() == 0
    assert [agent.name for agent in found("100% be_w")] == ["writer"]
    assert found("10_%").count() == 0
    assert found("x" * 256).count() == 0
