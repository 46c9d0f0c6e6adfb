"""The rules on real collections: no exception, and totals that were checked by reading."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from agents_app.definitions import (
    Definition,
    Finding,
    Refusal,
    Surroundings,
    find_files,
    lint,
    read_definition,
    survey,
)
from tests.agents_app.definitions.lint.judging import CORPUS

COLLECTIONS = ("0xfurai", "lst97", "voltagent", "wshobson")

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not CORPUS.is_dir(), reason="no corpus beside the project"),
]


@pytest.fixture(scope="module")
def judged() -> list[tuple[Definition, Finding]]:
    return [
        (definition, finding)
        for name in COLLECTIONS
        for definition, around in collection(CORPUS / name)
        for finding in lint(definition, around)
    ]


def collection(folder: Path) -> Iterator[tuple[Definition, Surroundings]]:
    files = find_files(folder)
    found = survey(files)
    around = Surroundings(names=frozenset(found.names), servers=frozenset(found.servers))
    for file in files:
        try:
            yield read_definition(file.read(), path=file.path), around
        except Refusal:
            continue  # the collections' own documentation


def test_the_totals_are_those_that_were_counted_by_hand(
    judged: list[tuple[Definition, Finding]],
) -> None:
    totals = Counter(finding.rule for _, finding in judged)
    # D003, D004, B003 and R001 depend on wording and on how well the sections are read.
    for rule in ("D003", "D004", "B003", "R001"):
        assert 0 < totals.pop(rule) < 531, rule
    assert totals == {
        "F002": 2,  # color: magenta
        "M002": 136,  # claude-sonnet-4-20250514, all of 0xfurai
        "N003": 2,  # dotnet-framework-4.8-expert, powershell-5.1-expert
        "N004": 99,  # 95 prefixed with the plugin, 4 of lst97
        "S005": 1,  # an install line with curl and bash
        "T001": 8,  # two files of voltagent that list agents and servers as tools
        "T003": 61,  # LS and MultiEdit in lst97
        "T006": 3,
        "T007": 26,  # TodoWrite in lst97, the task tools of agent-teams
        "T008": 1,  # arm-cortex-expert
        "T010": 321,
        "T012": 1,  # a whole server of which no tool is named anywhere
        "Y003": 8,  # descriptions with "Triggers on: "
    }


def test_every_place_is_in_the_file(judged: list[tuple[Definition, Finding]]) -> None:
    for definition, finding in judged:
        line = definition.source.line(finding.line)
        assert 1 <= finding.line <= len(definition.source.lines), finding
        assert 1 <= finding.column <= len(line) + 1, finding


def test_every_message_is_one_short_sentence(judged: list[tuple[Definition, Finding]]) -> None:
    for _, finding in judged:
        assert finding.message[-1] in ".?", finding
        assert len(finding.message) < 300, finding
        assert "{" not in finding.message, finding


def test_a_tool_is_pointed_at_exactly(judged: list[tuple[Definition, Finding]]) -> None:
    for definition, finding in judged:
        if finding.rule in ("T001", "T003", "T006", "T007"):
            token = finding.message.split("`")[1]
            line = definition.source.line(finding.line)
            assert line[finding.column - 1 :].startswith(token), finding
