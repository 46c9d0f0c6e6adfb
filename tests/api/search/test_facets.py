"""Facets: each count is what the filter would find, with all other filters applied."""

from urllib.parse import urlencode

import pytest
from django.conf import settings

from agents_app.actions.import_collection import import_collection
from agents_app.actor import SYSTEM
from agents_app.definitions import find_files
from agents_app.definitions.tools import CAPABILITIES
from agents_app.models import Agent, Tool
from tests.makers import make_agent


@pytest.fixture
def many(db):
    import_collection("library", find_files(settings.LIBRARY_DIR), by=SYSTEM)
    make_agent("inherits", collection="team", tools=None, model="opus", body="Write code.\n")
    make_agent("denied", collection="team", tools=None, disallowedTools="Bash, mcp__docs__*")
    make_agent("server", collection="team", tools="mcp__docs__*, deploy, MultiEdit", model="opus")
    make_agent("page", collection="team", tools="mcp__docs__page, Read", path="odd/page.md")
    make_agent("nothing", collection="team", tools="Read", disallowedTools="Read")


def values_of(facet):
    """Every value that one can filter by, whether or not any agent has it."""
    agents = Agent.objects.published()
    if facet == "tool":
        return Tool.objects.named().values_list("name", flat=True)
    if facet == "capability":
        return CAPABILITIES
    columns = {"collection": "collection__slug"}
    column = columns.get(facet, facet)
    return {value for value in agents.values_list(column, flat=True) if value}


QUESTIONS = (
    {"q": "code"},
    {"q": "code", "collection": "team"},
    {"q": "code", "tool": "Bash", "model": "opus"},
    {"tool": "mcp__docs__page", "collection": "team", "health": "warnings"},
    {"q": "-code"},
    {"q": "!!!"},
    {"q": "code", "can": "network", "tool_none": "Write"},
    {"q": "code", "tool": "MultiEdit"},
    {},
)


@pytest.mark.parametrize("question", QUESTIONS, ids=map(str, QUESTIONS))
def test_every_count_is_what_the_filter_finds(client, many, question):
    facets = client.get("/api/search/", question).json()["facets"]
    for facet in ("collection", "category", "model", "tool", "capability", "health"):
        name = {"capability": "can"}.get(facet, facet)
        others = {each: value for each, value in question.items() if each != name}
        expected = {}
        for value in values_of(facet):
            address = f"/api/search/?{urlencode({**others, name: value, 'limit': 1})}"
            expected[value] = client.get(address).json()["count"]
        counted = {each["value"]: each["count"] for each in facets[facet]}
        assert counted == {value: count for value, count in expected.items() if count}, facet


def test_values_come_most_frequent_first_and_equal_ones_by_name(client, many):
    for values in client.get("/api/search/").json()["facets"].values():
        pairs = [(-each["count"], each["value"]) for each in values]
        assert pairs == sorted(pairs)
