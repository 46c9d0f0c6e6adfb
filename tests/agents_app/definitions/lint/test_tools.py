"""Family T: what a list of tools really gives, and where it says something else."""

import pytest

from agents_app.definitions import Surroundings
from tests.agents_app.definitions.lint.judging import found, struck

VS_CODE = "tools: ['codebase', 'editFiles', 'runCommands']"


@pytest.mark.parametrize(
    ("token", "advice"),
    [
        ("Grpe", "did you mean `Grep`?"),
        ("Fetch", "did you mean `WebFetch`?"),
        ("search", "write `Glob` and `Grep`"),
        ("run_shell_command", "write `Bash`"),
        ("editFiles", "write `Edit`"),
        ("complete_task", "nothing like it"),
        ("github/*", "`mcp__github__*`"),
        ("context7/query-docs", "`mcp__context7__query-docs`"),
        ("mcp_github_search", "`mcp__server__tool`"),
        ("pied-piper", "MCP server that brings it"),
    ],
)
def test_an_unknown_tool_gets_advice(token: str, advice: str) -> None:
    (finding,) = found("T001", f"tools: Read, {token}")
    assert advice in finding.message
    assert (finding.line, finding.column, finding.fix) == (4, 14, None)


def test_a_misspelt_denial_is_found_where_it_stands() -> None:
    (finding,) = found("T001", "disallowedTools: Wriet")
    assert struck(finding, "disallowedTools: Wriet") == "Wriet"


@pytest.mark.parametrize("token", ["Read", "Task", "KillShell", "mcp__a__b", "mcp__a", "'*'"])
def test_a_known_tool_is_fine(token: str) -> None:
    assert not found("T001", f"tools: {token}")
    assert not found("T002", f"tools: {token}")


@pytest.mark.parametrize("line", [VS_CODE, "tools: LS, MultiEdit", "tools: foo"])
def test_an_agent_without_one_real_tool_does_not_start(line: str) -> None:
    (finding,) = found("T002", line)
    assert (finding.severity, finding.line, finding.column) == ("error", 4, 8)


@pytest.mark.parametrize("line", ["tools", "tools:", "tools: []", "tools: LS, Read"])
def test_nothing_declared_or_one_real_tool_is_enough(line: str) -> None:
    assert not found("T002", line)


@pytest.mark.parametrize(
    ("line", "number", "column", "fix"),
    [
        ("tools: Read, MultiEdit, Grep", 4, 14, "tools: Read, Grep"),
        ("tools: Read,MultiEdit", 4, 13, "tools: Read"),
        ("tools: MultiEdit, Read", 4, 8, "tools: Read"),
        ("tools: Read MultiEdit Grep", 4, 13, "tools: Read Grep"),
        ("tools: Read MultiEdit", 4, 13, "tools: Read"),
        ('tools: "Read, MultiEdit"', 4, 15, 'tools: "Read"'),
        ("tools: [Read, MultiEdit]", 4, 15, "tools: [Read]"),
        ("tools: ['MultiEdit', 'Read']", 4, 10, "tools: ['Read']"),
        ('tools: ["Read", "MultiEdit", "Grep"]', 4, 18, 'tools: ["Read", "Grep"]'),
        ("tools:\n  - Read\n  - MultiEdit", 6, 5, ""),
        ("tools:\n- MultiEdit # gone\n- Read", 5, 3, ""),
        ("tools: [\n  Read,\n  'MultiEdit',\n  ]", 6, 4, ""),
        ("tools: Read,\n  MultiEdit", 5, 3, ""),
    ],
)
def test_a_dead_tool_is_found_and_dropped_in_every_notation(
    line: str, number: int, column: int, fix: str
) -> None:
    (finding,) = found("T003", line)
    assert (finding.line, finding.column, finding.fix) == (number, column, fix)
    assert "use `Edit` instead" in finding.message


def test_a_comment_is_not_where_a_tool_stands() -> None:
    (finding,) = found("T003", "tools:\n  # no more MultiEdit\n  - MultiEdit\n  - Read")
    assert finding.line == 6


def test_a_tool_written_in_escapes_is_at_least_found_in_its_list() -> None:
    (finding,) = found("T003", 'tools: ["Read", "Multi\\x45dit"]')
    assert (finding.line, finding.column, finding.fix) == (4, 8, None)


def test_the_last_tool_is_not_dropped_for_an_empty_list_grants_all() -> None:
    assert [finding.fix for finding in found("T003", "tools: MultiEdit")] == [None]


@pytest.mark.parametrize(
    ("line", "fix"),
    [
        ("tools: Read, bash", "tools: Read, Bash"),
        ("tools: [read, Grep]", "tools: [Read, Grep]"),
        ("tools: Read, websearch", "tools: Read, WebSearch"),
        ("tools: Read, bash(git *)", "tools: Read, Bash(git *)"),
        ("tools: Read, task", "tools: Read, Task"),
    ],
)
def test_a_tool_in_the_wrong_case_is_put_right(line: str, fix: str) -> None:
    (finding,) = found("T004", line)
    assert finding.fix == fix
    assert not found("T001", line)


@pytest.mark.parametrize("token", ["Bash(git *)", "Read(./src/**)", "WebFetch(domain:x.org)"])
def test_a_pattern_restricts_nothing(token: str) -> None:
    (finding,) = found("T005", f"tools: Grep, {token}")
    assert "it grants all" in finding.message
    (finding,) = found("T005", f"disallowedTools: {token}")
    assert "it denies all" in finding.message


@pytest.mark.parametrize("token", ["Agent(reader, writer)", "Task(reader)", "foo(bar)", "Bash"])
def test_a_list_of_agents_is_no_pattern(token: str) -> None:
    assert not found("T005", f"tools: {token}")


def test_a_tool_listed_twice_is_dropped_where_it_comes_again() -> None:
    (finding,) = found("T006", "tools: Read, Grep, Read")
    assert (finding.column, finding.fix) == (20, "tools: Read, Grep")


@pytest.mark.parametrize("line", ["tools: Read, Readable", "tools: Bash(git *), Bash(npm *)"])
def test_two_tools_are_not_one(line: str) -> None:
    assert not found("T006", line)


def test_an_alias_is_the_same_tool() -> None:
    assert len(found("T006", "tools: Task, Agent")) == 1


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        (("tools: AskUserQuestion",), "main session"),
        (("tools: ExitPlanMode",), "permissionMode: plan"),
        (("tools: LSP",), "language server"),
        (("tools: CronList",), "background"),
    ],
)
def test_some_tools_never_reach_a_sub_agent(lines: tuple[str, ...], why: str) -> None:
    (finding,) = found("T007", *lines)
    assert why in finding.message


@pytest.mark.parametrize(
    "lines",
    [
        ("tools: Read, Bash, WebFetch, Agent(reader), mcp__a__b, '*'",),
        ("tools: ExitPlanMode", "permissionMode: plan"),
        ("tools: CronList", "background: false"),
        ("disallowedTools: AskUserQuestion",),
    ],
)
def test_what_a_sub_agent_has_is_fine(lines: tuple[str, ...]) -> None:
    assert not found("T007", *lines)


@pytest.mark.parametrize(("line", "what"), [("tools: []", "empty list"), ("tools: {a: b}", "map")])
def test_an_empty_list_grants_nothing(line: str, what: str) -> None:
    (finding,) = found("T008", line)
    assert what in finding.message
    assert not found("T010", line)


@pytest.mark.parametrize(
    ("allow", "deny", "column"),
    [
        ("Read, Bash", "Bash", 14),
        ("Read, mcp__a__b", "mcp__a", 14),
        ("Read, mcp__a__b", '"mcp__*"', 14),
        ("Task, Read", "Agent", 8),
    ],
)
def test_a_denied_tool_is_not_granted(allow: str, deny: str, column: int) -> None:
    (finding,) = found("T009", f"tools: {allow}", f"disallowedTools: {deny}")
    assert (finding.line, finding.column) == (4, column)
    assert finding.fix == "tools: Read"


@pytest.mark.parametrize(
    ("allow", "deny"), [("Read", "Bash"), ("mcp__a__*", "mcp__a__b"), ("'*'", "Bash")]
)
def test_taking_a_part_away_is_fine(allow: str, deny: str) -> None:
    assert not found("T009", f"tools: {allow}", f"disallowedTools: {deny}")


@pytest.mark.parametrize(
    ("line", "place"), [("tools", (2, 1)), ("tools:", (4, 7)), ("tools: ~", (4, 8))]
)
def test_no_list_inherits_everything(line: str, place: tuple[int, int]) -> None:
    (finding,) = found("T010", line)
    assert (finding.severity, finding.line, finding.column) == ("info", *place)


@pytest.mark.parametrize("line", ["tools: Read", 'tools: "*"', "tools: []"])
def test_a_list_says_what_it_means(line: str) -> None:
    assert not found("T010", line)


@pytest.mark.parametrize(
    ("line", "tokens", "fix"),
    [
        ("tools: Read; Grep", ["Read;"], "tools: Read, Grep"),
        ("tools: Read | Grep", ["|"], "tools: Read, Grep"),
        ('tools: "Read", "Grep"', ['"Read"', '"Grep"'], "tools: Read, Grep"),
        ("tools: Read, Bash(git *", ["Bash(git"], None),
        ("tools:\n  - name: Read", ['{"name": "Read"}'], None),
    ],
)
def test_a_list_is_cut_at_commas(line: str, tokens: list[str], fix: str | None) -> None:
    findings = found("T011", line)
    assert [finding.message.split("`")[1] for finding in findings] == tokens
    assert {finding.fix for finding in findings} == {fix}


@pytest.mark.parametrize(
    "line", ["tools: Read, Grep", "tools: Read Grep", "tools: Bash(echo 'a; b'), Microsoft Docs"]
)
def test_a_well_cut_list_is_fine(line: str) -> None:
    assert not found("T011", line)


def test_a_server_must_be_known_and_is_named_once() -> None:
    around = Surroundings(servers=frozenset({"github"}))
    line = "tools: mcp__github__x, mcp__nosuch__*, mcp__nosuch__y, mcp__claude_ai_mail__z"
    (finding,) = found("T012", line, around=around)
    assert (finding.column, "`nosuch`" in finding.message) == (24, True)


@pytest.mark.parametrize(
    "servers", ["[nosuch]", "[{nosuch: {command: x}}]", "{nosuch: {command: x}}"]
)
def test_an_agent_may_declare_its_servers(servers: str) -> None:
    around = Surroundings(servers=frozenset())
    lines = ("tools: mcp__nosuch__x", f"mcpServers: {servers}")
    assert not found("T012", *lines, around=around)


def test_no_server_is_unknown_where_none_is_known() -> None:
    assert not found("T012", "tools: mcp__nosuch__x")
