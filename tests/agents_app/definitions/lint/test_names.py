"""Family N: names that do not load, do not travel, or belong to somebody else."""

import pytest

from agents_app.definitions import Surroundings
from agents_app.definitions.names import skeleton_of
from tests.agents_app.definitions.lint.judging import found, struck


@pytest.mark.parametrize("line", ["name", "name:", 'name: ""', 'name: "  "', "name: [a]"])
def test_a_name_must_be_there_and_be_text(line: str) -> None:
    (finding,) = found("N001", line, path="agents/log-triager.md")
    assert "write `name: log-triager`" in finding.message


def test_a_number_is_a_name_only_in_quotes() -> None:
    (finding,) = found("N001", "name: 3000")
    assert (finding.column, finding.fix) == (7, 'name: "3000"')


def test_a_missing_name_is_missed_where_the_front_matter_begins() -> None:
    (finding,) = found("N001", "name", path="agents/log-triager.md")
    assert (finding.line, finding.column, finding.fix) == (2, 1, None)


@pytest.mark.parametrize(
    ("line", "at", "fix"),
    [
        ("name: ci:log-triager", ":log-triager", "name: ci-log-triager"),
        ('name: "ci:log-triager"', ':log-triager"', 'name: "ci-log-triager"'),
        ("name: -triager", "-triager", "name: triager"),
    ],
)
def test_what_the_loader_rejects_is_an_error(line: str, at: str, fix: str) -> None:
    (finding,) = found("N002", line)
    assert struck(finding, line) == at
    assert finding.fix == fix
    assert not found("N003", line)


@pytest.mark.parametrize(
    ("written", "slug"),
    [
        ("Log Triager", "log-triager"),
        ("log_triager", "log-triager"),
        ("dotnet-4.8-expert", "dotnet-4-8-expert"),
        ("C# Janitor", "csharp-janitor"),
        ("FP&A Analyst", "fp-a-analyst"),
        ("a--b", "a-b"),
        ("x" * 65, "x" * 64),
    ],
)
def test_a_name_of_another_shape_gets_a_slug(written: str, slug: str) -> None:
    (finding,) = found("N003", f"name: '{written}'")
    assert finding.fix == f"name: '{slug}'"


def test_a_name_without_a_letter_gets_no_slug() -> None:
    (finding,) = found("N003", "name: 日志", path="log-triager.md")
    assert finding.fix is None
    assert finding.message.endswith("at most 64 characters.")


@pytest.mark.parametrize("name", ["log-triager", "a", "7zip", "x" * 64])
def test_a_kebab_name_is_fine(name: str) -> None:
    assert not found("N002", f"name: {name}")
    assert not found("N003", f"name: {name}")


@pytest.mark.parametrize(
    "path", ["agents/log-triager.md", "x/Log-Triager.agent.md", "electorn-pro.md"]
)
def test_another_file_name_is_another_identity_elsewhere(path: str) -> None:
    assert len(found("N004", "name: electron", path=path)) == 1


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("log-triager", "agents/log-triager.md"),
        ("log-triager", ".github/agents/log-triager.agent.md"),
        ("log-triager", "log-triager.chatmode.md"),
        ("Log Triager", "agents/log-triager.md"),
        ("log-triager", ""),
    ],
)
def test_a_name_that_fits_its_file_is_fine(name: str, path: str) -> None:
    assert not found("N004", f"name: {name}", path=path)


def test_a_second_file_of_one_name_is_an_error() -> None:
    (finding,) = found("N005", around=Surroundings(duplicate_of="old/code-reader.md"))
    assert finding.severity == "error"
    assert "`old/code-reader.md`" in finding.message
    assert not found("N005")


@pytest.mark.parametrize(
    ("name", "harness"),
    [
        ("Explore", "Claude Code"),
        ("plan", "Claude Code"),
        ("general-purpose", "Claude Code"),
        ("worker", "Codex"),
    ],
)
def test_a_built_in_agent_is_not_replaced_unseen(name: str, harness: str) -> None:
    (finding,) = found("N006", f"name: {name}")
    assert harness in finding.message


def test_a_name_near_a_built_in_agent_is_fine() -> None:
    assert not found("N006", "name: explorer-of-code")


def test_a_look_alike_of_another_agent_is_flagged() -> None:
    around = Surroundings(skeletons={skeleton_of("code-reader"): "code-reader"})
    (finding,) = found("N007", "name: c0de_reader", around=around)
    assert "`code-reader`" in finding.message
    assert not found("N007", "name: code-writer", around=around)


def test_the_same_name_is_a_duplicate_and_no_look_alike() -> None:
    around = Surroundings(skeletons={skeleton_of("code-reader"): "code-reader"})
    assert not found("N007", "name: Code Reader", around=around)
