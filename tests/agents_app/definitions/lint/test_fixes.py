"""Every fix is proven: applied, it takes its finding away and brings no error in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agents_app.definitions import Definition, Refusal, find_files, lint, read_definition
from tests.agents_app.definitions.lint.judging import (
    BROKEN,
    CORPUS,
    LIBRARY,
    errors_in,
    mended,
    tally,
    written,
)

TOOLS = ["Read", "Grep", "bash", "MultiEdit", "LS", "Task", "mcp__a__b", "Grpe", "Bash(git *)", "*"]
LISTS = ("{}", '"{}"', "'{}'", "[{}]", "[{}] # all")
VALUES = (
    "Use when: red",
    "C # and F #",
    '"open',
    '"Use x": then y',
    "**Bold**: x",
    "*",
    "it's: a \\n",
    "- a: b",
    "@x",
    "3000",
    "true",
    "Log Triager",
    "a:b",
    "-x",
    "User",
    "{a: b}",
    "''",
)

lists = st.lists(st.sampled_from(TOOLS), max_size=6).flatmap(
    lambda tokens: st.one_of(
        st.sampled_from(LISTS).map(lambda notation: " " + notation.format(", ".join(tokens))),
        st.sampled_from((",", "; ", " ", " | ")).map(lambda joint: " " + joint.join(tokens)),
        st.sampled_from(("\n  - ", "\n- ", "\n\t- ", "\n  - '")).map(
            lambda dash: "".join(
                f"{dash}{token}{'' if dash[-1] != chr(39) else dash[-1]}" for token in tokens
            )
        ),
    )
)
fronts = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(["tools", "disallowedTools"]), lists),
        st.tuples(
            st.sampled_from(["name", "description", "memory", "color", "vibe", "model"]),
            st.sampled_from(VALUES).map(lambda value: f" {value}"),
        ),
    ),
    max_size=6,
)


def check_fixes(definition: Definition) -> None:
    """Apply each fix alone, and an emptied line both as blank and as gone."""
    before = tally(definition)
    for finding in lint(definition):
        if finding.fix is not None:
            assert "\n" not in finding.fix
            for drop in (False, True):
                after = tally(mended(definition, finding, drop=drop))
                of_rule = sum(count for (rule, _), count in before.items() if rule == finding.rule)
                left = sum(count for (rule, _), count in after.items() if rule == finding.rule)
                assert left < of_rule, finding
                assert errors_in(after) <= errors_in(before), finding


def read_all(folder: Path) -> Iterator[Definition]:
    for file in find_files(folder):
        try:
            yield read_definition(file.read(), path=file.path)
        except Refusal:
            continue


@pytest.mark.parametrize("folder", [BROKEN, LIBRARY], ids=["broken", "library"])
def test_fixes_of_the_fixtures_are_proven(folder: Path) -> None:
    definitions = list(read_all(folder))
    assert definitions
    for definition in definitions:
        check_fixes(definition)


@pytest.mark.corpus
@pytest.mark.skipif(not CORPUS.is_dir(), reason="no corpus beside the project")
def test_fixes_of_real_files_are_proven() -> None:
    for definition in read_all(CORPUS):
        check_fixes(definition)


@settings(max_examples=300, deadline=None)
@given(fronts)
def test_fixes_of_any_front_matter_are_proven(front: list[tuple[str, str]]) -> None:
    try:
        definition = read_definition(
            written(*(f"{key}:{value}" for key, value in front)), path="log-triager.md"
        )
    except Refusal:
        return
    check_fixes(definition)
