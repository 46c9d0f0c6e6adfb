"""No text takes long: a rule that is not linear would need minutes for these.

The limit is far above what the rules need (benchmarks measure that), so that a busy machine does
not fail the test.
"""

import time

import pytest

from agents_app.definitions import Refusal, Surroundings, read_definition
from agents_app.definitions.lint import MOST_PER_RULE, RULES
from agents_app.definitions.source import MAX_BYTES

SECONDS = 1.5
AROUND = Surroundings(names=frozenset({"code-reader"}), servers=frozenset())
HEAD = "---\nname: code-reader\ndescription: Use when code must be read.\ntools: Read\n---\n"
IN_A_BODY = (
    "a",
    " ",
    "\n",
    "`",
    "<!--",
    "<!---->a",
    "<!--ignore ",
    "[a]: x\n",
    '](a "',
    "![",
    "curl ",
    "curl|",
    "curl |sh ",
    "$(curl ",
    "!`",
    "sk-",
    "eyJaaaaaaaaaaaa.",
    "-----BEGIN ",
    "AKIA ",
    "aB3/",
    "❤\ufe0f",
    "👨\u200d👩",
    "\u0627\u200f",
    "\u200b",
    "\U000e0041",
    "TodoWrite ",
    "@agent-x ",
    "do not ",
)
IN_A_VALUE = (
    "a",
    " ",
    "*",
    ": ",
    "#",
    " #",
    "-",
    ",",
    "(",
    "; ",
    "\\n",
    "\\u202e",
    "Read, ",
    "\t",
)
NOTATIONS = (
    "description: {}",
    'description: "{}"',
    "tools: {}",
    "name: {}",
    "model: {}",
    "x: [{}]",
)


MANY = (
    "k{}: x",
    "k{}: a: b",
    "k{}: #x",
    "k{}: x # y",
    'k{}: "\\u00e9"',
    "k{}:\n\t- x",
    "k{}: {{a: b}}",
    "name: n{}",
)


def check_judged_at_once(text: str) -> None:
    try:
        definition = read_definition(text.encode(), path="code-reader.md")
    except Refusal:
        return
    for rule in RULES.values():
        began = time.process_time()
        for number, _ in enumerate(rule.check(definition, AROUND), 1):
            if number == MOST_PER_RULE:
                break
        assert time.process_time() - began < SECONDS, rule.id


@pytest.mark.parametrize("token", IN_A_BODY)
def test_a_megabyte_of_one_token_is_judged_at_once(token: str) -> None:
    check_judged_at_once(HEAD + token * ((MAX_BYTES - len(HEAD)) // len(token.encode())))


@pytest.mark.parametrize("token", IN_A_VALUE)
def test_a_huge_value_is_judged_at_once(token: str) -> None:
    for notation in NOTATIONS:
        check_judged_at_once(
            f"---\nname: a\n{notation.format(token * (60_000 // len(token)))}\n---\nYou read.\n"
        )


@pytest.mark.parametrize("line", MANY)
def test_thousands_of_keys_are_judged_at_once(line: str) -> None:
    lines = "\n".join(line.format(number) for number in range(2_400))
    check_judged_at_once(f"---\ntools: {'LS, ' * 30}Read\n{lines}\nname: a\n---\nYou read.\n")
