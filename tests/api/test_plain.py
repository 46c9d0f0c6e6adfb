"""What is drawn of plain rows is what the serializers show of objects, to the letter."""

import pytest
from rest_framework.test import APIRequestFactory

from agents_app.actions.deprecate_agent import deprecate_agent
from agents_app.actor import SYSTEM, Actor
from agents_app.models import Agent, Collection
from agents_app.registry import Registry
from api.agents.serializers import AgentSerializer
from api.agents.whole import whole
from api.renderers import JSONRenderer
from api.rows import AgentRowSerializer, drawn_rows, row_sheet
from tests.makers import make_agent, make_listing

ROOT = "http://testserver/"
BODY = """
You read. It ends a line in some languages: \u2028

## Beginnings

- **First**: what comes first
- then the rest

### Deeper

Text.

## Integration with other agents:
- Work with helper on `code`
- Ask nobody-there about tests
"""


@pytest.fixture
def agents(db):
    make_agent("helper", tools=None, disallowedTools="Bash", model="opus")
    first = make_agent("whole", tools="Read, Bash(git *), mcp__github__*, Read, Gone", body=BODY)
    second = make_agent(
        "secret", collection="closed", body=make_listing("whole"), temperature=0.25, much=10**30
    )
    make_agent("old", body=make_listing("secret", "whole"), tools=[])
    deprecate_agent(Agent.objects.get(key="old"), by=SYSTEM, reason="Older.", successor=second)
    Collection.objects.filter(slug="closed").update(private=True)
    return first, second


def as_written(data):
    return JSONRenderer().render(data)


def context():
    return {"request": APIRequestFactory().get("/api/"), "asked": ("Bash", "mcp__github__x")}


@pytest.mark.parametrize("reader", [SYSTEM, Actor()], ids=["sees all", "sees what is public"])
def test_a_whole_agent_is_what_its_serializer_shows(agents, reader):
    registry = Registry(reader)
    found = list(registry.agents.for_detail())
    assert len(found) == (4 if reader is SYSTEM else 3)
    for agent in found:
        shown = AgentSerializer(agent, context=context()).data
        for _ in range(2):  # as it is prepared, and as it stands ready
            assert as_written(whole(registry, agent.key, ROOT)) == as_written(shown)


@pytest.mark.parametrize("reader", [SYSTEM, Actor()], ids=["sees all", "sees what is public"])
@pytest.mark.parametrize("asked", [(), ("Bash", "mcp__github__x")], ids=["plain", "asked"])
@pytest.mark.parametrize("shown", [None, {"key", "status", "successor"}, {"tools", "asked_tools"}])
def test_a_row_is_what_its_serializer_shows(agents, reader, asked, shown):
    registry, told = Registry(reader), frozenset(shown) if shown else None
    sheet = row_sheet(ROOT, told)
    rows = registry.plain_agents.first(50, sheet.columns)
    drawn = drawn_rows(registry.plain_agents, sheet, rows, asked)
    serializer = AgentRowSerializer(
        registry.agents.for_listing().order_by("key"),
        many=True,
        context=context() | {"asked": asked, "shown": told},
    )
    assert as_written(drawn) == as_written(serializer.data)
    assert registry.plain_agents.count() == len(drawn)


def test_a_target_that_is_out_of_sight_is_not_named(agents):
    outgoing = whole(Registry(Actor()), "old", ROOT)["integrations"]["outgoing"]
    assert {edge["target"]: edge["agent"] for edge in outgoing}["secret"] is None
