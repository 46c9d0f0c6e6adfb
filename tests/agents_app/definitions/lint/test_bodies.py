"""Family B: prompts that are empty, too long, or at home in one harness only."""

import pytest

from agents_app.definitions import lint, read_definition
from agents_app.definitions.body import MAX_READ_LINES
from tests.agents_app.definitions.lint.judging import found


@pytest.mark.parametrize("body", ["", "\n\n", "  \n\t\n"])
def test_a_prompt_must_say_something(body: str) -> None:
    assert len(found("B001", body=body)) == 1


def test_an_empty_prompt_is_pointed_at_inside_the_file() -> None:
    data = b"---\nname: a\ndescription: Use when b.\n---"
    (finding,) = lint(read_definition(data), only=["B001"])
    assert finding.line == 4


@pytest.mark.parametrize(("length", "count"), [(30_000, 0), (30_001, 1)])
def test_copilot_takes_thirty_thousand_characters(length: int, count: int) -> None:
    assert len(found("B002", body="\n" + "é" * length + "\n\n")) == count


@pytest.mark.parametrize(
    ("body", "word", "column"),
    [
        ("Use the TodoWrite tool.", "TodoWrite", 9),
        ("Use the `Bash` tool.", "Bash", 10),
        ("Read CLAUDE.md first.", "CLAUDE.md", 6),
        ("Review $ARGUMENTS.", "$ARGUMENTS", 8),
        ("Run ${CLAUDE_PLUGIN_ROOT}/x.", "${CLAUDE_PLUGIN_ROOT}", 5),
        ("- call mcp__context7__query", "mcp__context7__query", 8),
    ],
)
def test_a_word_of_one_harness_is_found_once(body: str, word: str, column: int) -> None:
    (finding,) = found("B003", body=f"{body}\n\n{body}\n")
    assert f"`{word}`" in finding.message
    assert (finding.line, finding.column) == (7, column)


@pytest.mark.parametrize(
    "body",
    [
        "Read the file, Write an Edit, and Bash on.",
        "Use PowerShell.",
        "The TaskListView and MyWebFetch classes.",
        "```\nTodoWrite()\n```",
        "Any tool will do.",
    ],
)
def test_a_word_of_everybody_is_fine(body: str) -> None:
    assert not found("B003", body=body)


def test_a_prompt_that_is_read_in_part_says_so() -> None:
    assert len(found("B004", body="a\n" * (MAX_READ_LINES + 1))) == 1
    assert not found("B004", body="a\n" * (MAX_READ_LINES - 2))
