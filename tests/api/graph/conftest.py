"""What these tests share: a few agents that know each other."""

import pytest

from tests.makers import make_agent, make_listing


@pytest.fixture
def team(db):
    """A → bee → sea → a, dee → bee, sea → nobody-here; alone names nobody; far:z is elsewhere."""
    make_agent("a", path="web/a.md", tools="Read", body=make_listing("bee"))
    make_agent("bee", path="web/bee.md", tools="Bash(git *)", body=make_listing("sea"))
    make_agent("sea", path="data/sea.md", tools="Write", body=make_listing("a", "nobody-here"))
    make_agent("dee", path="data/dee.md", tools="Read, mcp__docs__*", body=make_listing("bee"))
    make_agent("alone", tools=[])
    make_agent("z", collection="far", tools=None, body=make_listing("nobody-here"))
