"""Agents that write the same of tools share a toolset; nobody else does."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents_app.actions.know_toolsets import know_toolsets
from agents_app.definitions.tools import Access, read_access
from agents_app.models import Agent, Capability, Grant, Toolset
from tests.makers import make_agent

WRITTEN = st.one_of(
    st.none(),
    st.lists(st.sampled_from(["Read", "Bash", "Bash(git *)", "*", "mcp__a", "own"]), max_size=4),
)


def access(tools: Any, denied: Any = None) -> Access:
    return read_access(tools, denied, declared=tools is not None)


@given(WRITTEN, WRITTEN, WRITTEN, WRITTEN)
def test_a_digest_tells_apart_what_differs_and_nothing_else(
    tools: Any, denied: Any, others: Any, others_denied: Any
) -> None:
    one, two = access(tools, denied), access(others, others_denied)
    alike = (one.inherits, one.grants) == (two.inherits, two.grants)
    assert (one.digest == two.digest) == alike


@pytest.mark.django_db
def test_what_many_write_is_stored_once_and_in_a_number_of_statements_that_stays(
    django_assert_num_queries: Any,
) -> None:
    written = [access("Read, Bash(git *)", "Write"), access(None), access([])]
    with django_assert_num_queries(6):  # toolsets: known, made; powers; tools: two; grants
        first = know_toolsets(written * 50)
    with django_assert_num_queries(1):
        again = know_toolsets(written)
    assert [toolset.pk for toolset in first] == [toolset.pk for toolset in again] * 50
    assert (Toolset.objects.count(), Grant.objects.count()) == (3, 3)
    assert [toolset.access.grants for toolset in again] == [each.grants for each in written]
    words = Capability.objects.filter(toolset=again[0]).values_list("word", flat=True)
    assert set(words) == set(written[0].capabilities)


@pytest.mark.django_db
def test_agents_share_a_toolset_and_move_to_another_with_their_text() -> None:
    for name in ("a", "b"):
        make_agent(name, tools="Read, Grep")
    assert len(set(Agent.objects.values_list("toolset", flat=True))) == 1
    make_agent("c", tools="Grep, Read")
    assert Toolset.objects.count() == 2  # the order is part of what was written
