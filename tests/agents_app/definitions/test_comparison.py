"""What several named sets share and what only one has, and how each has it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents_app.definitions.algebra import usable
from agents_app.definitions.comparison import (
    Fact,
    FieldRow,
    compare,
    compare_tools,
    fold_heading,
    likeness,
)
from agents_app.definitions.tools import Access, every_current_tool, read_access, tool_named

COLUMNS = st.dictionaries(
    st.sampled_from("abcdefgh"),
    st.dictionaries(st.sampled_from("uvwxyz"), st.integers()),
    min_size=2,
    max_size=8,
)
GRANTED = st.sampled_from(
    "Read Bash Task LS own mcp__a mcp__a__x mcp__b__* mcp__b__y mcp__* *".split()
)
VALUES = st.none() | st.lists(GRANTED, max_size=4)
ACCESSES = st.dictionaries(
    st.sampled_from("abcd"),
    st.builds(lambda tools, denied: access(tools, denied), VALUES, VALUES),
    min_size=2,
)


def access(tools: Any, denied: Any = None) -> Access:
    return read_access(tools, denied, declared=tools is not None)


@given(COLUMNS)
def test_shared_is_what_all_have_and_only_what_no_other_has(columns: dict[str, Any]) -> None:
    table = compare(columns)
    sets = {key: set(names) for key, names in columns.items()}
    assert set(table.shared) == set.intersection(*sets.values())
    assert [own.key for own in table.only] == list(columns)
    for own in table.only:
        others = (names for key, names in sets.items() if key != own.key)
        assert set(own.names) == sets[own.key].difference(*others)


@given(COLUMNS)
def test_each_name_is_one_row_with_what_each_column_says(columns: dict[str, Any]) -> None:
    table = compare(columns)
    names = [row.name for row in table.rows]
    assert sorted(names) == sorted({name for column in columns.values() for name in column})
    for row in table.rows:
        assert row.cells == tuple(column.get(row.name) for column in columns.values())
        assert row.shared is all(row.held)
        assert (row.only is not None) is (sum(row.held) == 1)
        assert row.only is None or row.name in columns[row.only]
    assert table.counts == tuple(map(len, columns.values()))


@given(COLUMNS)
def test_what_more_have_comes_first_and_ties_stay_as_they_appear(columns: dict[str, Any]) -> None:
    seen = list(dict.fromkeys(name for column in columns.values() for name in column))
    ranks = [(-sum(row.held), seen.index(row.name)) for row in compare(columns).rows]
    assert ranks == sorted(ranks)


@given(COLUMNS, st.integers(0, 8))
def test_too_many_rows_are_cut_and_said_to_be(columns: dict[str, Any], most: int) -> None:
    whole, cut = compare(columns), compare(columns, most=most)
    assert cut.rows == whole.rows[:most]
    assert cut.truncated is (len(whole.rows) > most)
    assert cut.counts == whole.counts
    assert set(cut.shared) <= set(whole.shared)


@given(ACCESSES)
def test_tools_are_had_as_each_may_really_use_them(accesses: dict[str, Access]) -> None:
    table = compare_tools(accesses)
    for row in table.rows:
        assert row.cells == tuple(each.has(row.name) for each in accesses.values())
        assert any(row.held)


@given(ACCESSES)
def test_no_tool_that_somebody_has_is_left_out(accesses: dict[str, Access]) -> None:
    rows = {row.name for row in compare_tools(accesses).rows}
    named = {tool.name for each in accesses.values() for tool in usable(each)}
    current = {tool.name for tool in every_current_tool() if not tool.server}
    held = {name for name in named | current if any(each.has(name) for each in accesses.values())}
    assert held <= rows
    assert not rows & {"*", "mcp__*", "LS"}


def test_a_whole_server_and_a_tool_of_it_are_two_rows() -> None:
    accesses = {
        "all": access(None, "Bash"),
        "server": access("mcp__a"),
        "tool": access("mcp__a__x"),
    }
    cells = {row.name: row.cells for row in compare_tools(accesses).rows}
    assert cells["mcp__a__*"] == ("inherited", "declared", None)
    assert cells["mcp__a__x"] == ("inherited", "wildcard", "declared")
    assert cells["Read"] == ("inherited", None, None)
    assert "Bash" not in cells


def test_what_one_heir_is_denied_is_seen_beside_another() -> None:
    accesses = {"free": access(None), "tied": access(None, "mcp__a__x, Bash")}
    table = compare_tools(accesses)
    assert table.only[0].names == ("mcp__a__x", "Bash")
    assert table.only[1].names == ()
    assert "Read" in table.shared


def test_a_row_knows_its_tool() -> None:
    table = compare_tools({"a": access("mcp__docs__look"), "b": access("Read")})
    assert [row.tool for row in table.rows] == [tool_named("mcp__docs__look"), tool_named("Read")]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Best Practices", "best practices:"),
        ("2. Checks", "Checks"),
        ("1.2) Checks", "3. checks"),
        ("🚀 Start-up", "Start up"),
        ("Über uns", "ÜBER UNS"),
    ],
)
def test_headings_that_say_the_same_are_one(one: str, other: str) -> None:
    assert fold_heading(one) == fold_heading(other)


@pytest.mark.parametrize(
    ("one", "other"), [("C", "C++"), ("🚀", "🛑"), ("Phase 1", "Phase 2"), ("1.", "2."), ("", "-")]
)
def test_headings_that_differ_in_more_stay_apart(one: str, other: str) -> None:
    assert fold_heading(one) != fold_heading(other)


@given(st.text())
def test_a_heading_is_never_folded_to_nothing(title: str) -> None:
    assert bool(fold_heading(title).strip()) is bool(title.strip())


@given(st.lists(st.sets(st.sampled_from("uvwxyz")), min_size=2, max_size=8))
def test_likeness_is_even_and_within_bounds(words: list[set[str]]) -> None:
    square = likeness(words)
    for place, (row, own) in enumerate(zip(square, words, strict=True)):
        assert row[place] == (1.0 if own else None)
        assert row == [other[place] for other in square]
        for value, other in zip(row, words, strict=True):
            if value is None:
                assert not own
                assert not other
            else:
                assert 0 <= value <= 1
                assert (value == 0) is not bool(own & other)
                assert (value == 1) is (own == other)


def test_likeness_is_the_part_of_the_words_of_either_that_both_have() -> None:
    assert likeness([{"a", "b", "c"}, {"b", "c", "d", "e"}])[0] == [1.0, 0.4]


@pytest.mark.parametrize(
    ("cells", "same"),
    [
        (("opus", "opus"), True),
        ((None, None), True),
        (("opus", None), False),
        ((1, True), False),
        (({"a": 1, "b": 2}, {"b": 2, "a": 1}), True),
    ],
)
def test_values_are_the_same_as_json_tells(cells: tuple[Any, ...], same: bool) -> None:
    assert Fact(cells).same is same


def test_a_key_that_is_null_is_not_a_key_that_is_missing() -> None:
    (row,) = compare({"a": {"x": {"value": None}}, "b": {}}, row=FieldRow).rows
    assert (row.only, row.cells) == ("a", ({"value": None}, None))
    assert isinstance(row, FieldRow)
    assert not row.same
