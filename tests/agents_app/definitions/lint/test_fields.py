"""Family F: keys that nobody reads and values that nobody takes."""

import pytest

from tests.agents_app.definitions.lint.judging import found, struck


@pytest.mark.parametrize(
    ("key", "meant"),
    [
        ("allowed-tools", "tools"),
        ("allowedTools", "tools"),
        ("disallowed-tools", "disallowedTools"),
        ("max_turns", "maxTurns"),
        ("mcp-servers", "mcpServers"),
        ("permission-mode", "permissionMode"),
        ("colour", "color"),
        ("Model", "model"),
    ],
)
def test_a_slip_of_the_pen_is_understood(key: str, meant: str) -> None:
    (finding,) = found("F001", f"{key}: 5")
    assert f"did you mean `{meant}`?" in finding.message
    assert struck(finding, f"{key}: 5") == f"{key}: 5"


@pytest.mark.parametrize(
    "key", ["emoji", "vibe", "category", "tags", "author", "version", "metadata", "mode", "globs"]
)
def test_metadata_is_unknown_and_means_nothing_else(key: str) -> None:
    (finding,) = found("F001", f"{key}: x")
    assert "did you mean" not in finding.message


def test_the_keys_of_claude_code_are_known() -> None:
    assert not found("F001", "model: opus", "maxTurns: 5", "initialPrompt: Begin.", "effort: low")


def test_a_key_is_found_on_its_line_and_not_in_the_value_before_it() -> None:
    (finding,) = found("F001", "vibe: the vibe")
    assert (finding.line, finding.column) == (5, 1)


@pytest.mark.parametrize(
    "line",
    [
        "color: teal",
        'color: "#FF0050"',
        "memory: forever",
        "isolation: docker",
        "permissionMode: yolo",
        "effort: extreme",
        "effort: true",
        "background: sometimes",
        "background: 1",
        "maxTurns: many",
        "maxTurns: 0",
        "maxTurns: -3",
        "maxTurns: 2.5",
        "maxTurns: true",
        "hooks: run.sh",
        "mcpServers: github",
        "skills: {a: b}",
        "model: {a: b}",
        "initialPrompt: [a]",
    ],
)
def test_a_value_that_is_ignored_is_pointed_at(line: str) -> None:
    (finding,) = found("F002", line)
    assert struck(finding, line) == line.partition(" ")[2]


@pytest.mark.parametrize(
    "line",
    [
        "color: cyan",
        "memory: project",
        "isolation: worktree",
        "permissionMode: manual",
        "effort: max",
        "effort: 5",
        "background: true",
        'background: "true"',
        "maxTurns: 25",
        'maxTurns: "5"',
        "hooks: {Stop: []}",
        "mcpServers: {github: {}}",
        "skills: one",
        "color:",
    ],
)
def test_a_value_of_the_vocabulary_is_fine(line: str) -> None:
    assert not found("F002", line)


def test_a_value_in_the_wrong_case_is_put_right() -> None:
    (finding,) = found("F002", "memory: User")
    assert finding.fix == "memory: user"


PLUGIN_KEYS = ("hooks: {Stop: []}", "mcpServers: [github]", "permissionMode: plan")


@pytest.mark.parametrize("path", ["plugins/ci/agents/x.md", "ci/.claude-plugin/agents/x.md"])
def test_a_plugin_may_not_bring_everything(path: str) -> None:
    findings = found("F003", *PLUGIN_KEYS, "initialPrompt: Begin.", "color: red", path=path)
    assert [finding.line for finding in findings] == [5, 6, 7, 8]


@pytest.mark.parametrize("path", ["", "agents/x.md", "docs/plugins.md"])
def test_an_agent_of_a_project_may(path: str) -> None:
    assert not found("F003", *PLUGIN_KEYS, path=path)


@pytest.mark.parametrize(
    ("tools", "said"),
    [("Read, Grep", "`Write` and `Edit`"), ("[]", "`Read` and"), ("Read, Write", "grants `Edit`")],
)
def test_memory_gives_back_what_tools_left_out(tools: str, said: str) -> None:
    (finding,) = found("F004", f"tools: {tools}", "memory: user")
    assert said in finding.message


@pytest.mark.parametrize(
    "lines",
    [
        ("tools: Read, Write, Edit", "memory: user"),
        ("tools", "memory: user"),
        ("tools: Read", "memory: User"),
        ("tools: Read",),
    ],
)
def test_memory_is_fine_where_it_gives_nothing_new(lines: tuple[str, ...]) -> None:
    assert not found("F004", *lines)
