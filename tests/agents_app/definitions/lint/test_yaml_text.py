"""Family Y: YAML that no parser takes, that only Claude Code takes, and that surprises."""

import pytest

from agents_app.definitions import lint, read_definition
from tests.agents_app.definitions.lint.judging import defined, found, struck, written


@pytest.mark.parametrize(
    ("line", "at"),
    [
        ('description: "An open quote', '"An open quote'),
        ("description: Note: one\n  and a second line", ": one"),
        ('tools: "Read", "Grep"', ', "Grep"'),
    ],
)
def test_what_nobody_can_mend_is_an_error_where_it_begins(line: str, at: str) -> None:
    (finding,) = found("Y001", line)
    assert finding.severity == "error"
    assert struck(finding, line) == at


def test_an_error_between_the_keys_is_found_too() -> None:
    (finding,) = found("Y001", "%%% not a key")
    assert finding.line == 5


def test_the_place_counts_the_indentation_of_an_indented_file() -> None:
    text = written('description: "open', "vibe: x")
    data = b"".join(b"    " + line for line in text.splitlines(keepends=True))
    (finding,) = lint(read_definition(data), only=["Y001"])
    assert (finding.line, finding.column) == (4, 18)


def test_a_mendable_value_does_not_make_the_file_fail() -> None:
    assert not found("Y001", "description: Use when: x")


@pytest.mark.parametrize(
    ("data", "place"),
    [
        (b"\n" + written(), (2, 1)),
        (b"\n\n" + written(), (3, 1)),
        (b"".join(b"  " + line for line in written().splitlines(True)), (1, 3)),
    ],
)
def test_front_matter_must_begin_at_the_first_byte(data: bytes, place: tuple[int, int]) -> None:
    (finding,) = lint(read_definition(data), only=["Y002"])
    assert (finding.line, finding.column) == place


def test_late_front_matter_is_not_called_bad_yaml() -> None:
    rules = {finding.rule for finding in lint(read_definition(b"\n" + written()))}
    assert not rules & {"Y001", "Y003"}


@pytest.mark.parametrize(
    ("line", "fix"),
    [
        ("description: Use when: x", 'description: "Use when: x"'),
        ("description: **BOLD**: x", 'description: "**BOLD**: x"'),
        ('description: "Use x": then y', "description: '\"Use x\": then y'"),
        ("description: it's a \\n: b", "description: 'it''s a \\n: b'"),
        ("description: @everyone", 'description: "@everyone"'),
    ],
)
def test_a_value_that_only_claude_code_mends_gets_its_quotes(line: str, fix: str) -> None:
    (finding,) = found("Y003", line)
    assert finding.fix == fix
    assert (finding.line, finding.column) == (4, 14)


def test_quotes_keep_the_indentation_of_an_indented_file() -> None:
    data = b"".join(b"  " + line for line in written("description: a: b").splitlines(True))
    (finding,) = lint(read_definition(data), only=["Y003"])
    assert (finding.column, finding.fix) == (16, '  description: "a: b"')


def test_a_star_is_an_alias_and_nothing_else() -> None:
    (finding,) = found("Y004", "tools: *")
    assert finding.fix == 'tools: "*"'
    assert not found("Y003", "tools: *")
    assert not found("Y004", 'tools: "*"')


def test_a_bold_description_is_not_taken_for_a_star() -> None:
    assert not found("Y004", "description: **BOLD**: x")


def test_the_second_of_two_equal_keys_is_pointed_at() -> None:
    (finding,) = found("Y005", "model: haiku", "model: opus")
    assert (finding.line, finding.column) == (6, 1)
    assert "only the last counts" in finding.message


def test_in_a_salvaged_file_the_first_of_two_keys_counts() -> None:
    (finding,) = found("Y005", 'model: "haiku', "model: opus")
    assert "only the first counts" in finding.message


@pytest.mark.parametrize(
    ("line", "lost"),
    [
        ("description: C # and F #", "# and F #"),
        ("description: one\n  two # three", "# three"),
        ("color: #FF0050", "#FF0050"),
    ],
)
def test_text_behind_a_hash_is_missed(line: str, lost: str) -> None:
    (finding,) = found("Y006", line)
    assert struck(finding, line) == lost


@pytest.mark.parametrize(
    "line",
    [
        'description: "C # and F #"',
        "description: C# and F#",
        "description: one\n# a comment on its own line",
        "description: |\n  one # two",
        "model: opus # better at logs",
        "tools: # what it needs\n  - Read",
        "memory: # none yet",
    ],
)
def test_a_comment_that_is_meant_as_one_is_left_alone(line: str) -> None:
    assert not found("Y006", line)


def test_a_lost_end_of_a_description_comes_back_in_quotes() -> None:
    (finding,) = found("Y006", "description: C # and F #")
    assert finding.fix == 'description: "C # and F #"'


def test_a_tab_is_no_indentation() -> None:
    findings = found("Y007", "tools:\n\t- Read\n\t- Grep")
    assert [(finding.line, finding.column, finding.fix) for finding in findings] == [
        (5, 1, "  - Read"),
        (6, 1, "  - Grep"),
    ]
    assert not found("Y003", "tools:\n\t- Read\n\t- Grep")


def test_a_tab_inside_a_text_is_fine() -> None:
    assert not found("Y007", "description: |\n  Use when:\n  \ta table is read")
    assert not found("Y007", "description: Use when\ta table is read")


@pytest.mark.parametrize(
    ("data", "said", "line"),
    [
        (b"\xef\xbb\xbf" + written(), "a byte order mark", 1),
        (written().replace(b"\n", b"\r\n"), "CRLF line ends", 1),
        (written().replace(b"You", b"\r\nYou"), "CRLF line ends", 7),
        (written().replace(b"You", b"\rYou"), "CR line ends", 7),
        (written('description: "Use when x.\\\\nThen y."'), "a literal `\\n`", 4),
    ],
)
def test_what_a_harness_never_sees_is_said_once(data: bytes, said: str, line: int) -> None:
    (finding,) = lint(read_definition(data), only=["Y008"])
    assert said in finding.message
    assert finding.line == line


def test_a_plain_file_has_nothing_odd() -> None:
    assert not [finding for finding in lint(defined()) if finding.rule.startswith("Y")]
