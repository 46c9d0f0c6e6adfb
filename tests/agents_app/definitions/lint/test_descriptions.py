"""Family D: descriptions that are missing, too long, or silent about their occasion."""

import pytest

from tests.agents_app.definitions.lint.judging import found


@pytest.mark.parametrize(
    "line",
    ["description", "description:", "description: [a, b]", "description: 7", 'description: " "'],
)
def test_a_description_must_be_text(line: str) -> None:
    (finding,) = found("D001", line)
    assert finding.severity == "error"


def test_a_description_is_missed_at_its_place() -> None:
    (finding,) = found("D001", "description: [a, b]")
    assert (finding.line, finding.column) == (4, 14)


@pytest.mark.parametrize(("length", "count"), [(1_024, 0), (1_025, 1), (9_000, 1)])
def test_a_long_description_costs_every_session(length: int, count: int) -> None:
    assert len(found("D002", "description: " + "x" * length)) == count


@pytest.mark.parametrize(
    ("length", "said"),
    [(100, None), (101, "server.json"), (500, "server.json"), (501, "Factory"), (2_000, "Factory")],
)
def test_only_the_largest_limit_passed_is_named(length: int, said: str | None) -> None:
    findings = found("D003", "description: " + "x" * length)
    assert [said in finding.message for finding in findings] == ([True] if said else [])


@pytest.mark.parametrize(
    "text",
    [
        "Reads code. Use when a change is unclear.",
        "Reads code. Use PROACTIVELY.",
        "MUST BE USED for security reviews.",
        "Use this agent to read code",
        "Invoked after each commit",
        "Delegate log files to it",
        "Triggers on red builds",
        "Reads code before a release",
        "Call it whenever a build fails",
    ],
)
def test_an_occasion_can_be_said_in_many_ways(text: str) -> None:
    assert not found("D004", f"description: {text}")


@pytest.mark.parametrize(
    "text", ["Expert in SQL", "Master of pandas, building pipelines using Python"]
)
def test_an_expertise_is_no_occasion(text: str) -> None:
    assert len(found("D004", f"description: {text}")) == 1


def test_a_missing_description_is_said_once() -> None:
    assert not found("D004", "description")
