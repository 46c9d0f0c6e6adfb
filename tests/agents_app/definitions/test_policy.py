"""What a policy blocks, and what it calls wider."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents_app.definitions import Finding, read_definition
from agents_app.definitions.lint import RULES
from agents_app.definitions.policy import GRAVITY, Policy, widening
from tests.makers import make_text

FINDINGS = [
    Finding(rule=rule, severity=severity, message="", line=1, column=1, fix=None)
    for rule, severity in (("S001", "error"), ("T001", "warning"), ("M001", "info"))
]


def rules(policy):
    return [finding.rule for finding in policy.blocking(FINDINGS)]


def test_without_a_policy_nothing_is_blocked():
    assert rules(Policy()) == []


@pytest.mark.parametrize(
    ("severity", "expected"),
    [
        ("error", ["S001"]),
        ("warning", ["S001", "T001"]),
        ("info", ["S001", "T001", "M001"]),
    ],
)
def test_a_severity_blocks_the_graver_ones_too(severity, expected):
    assert rules(Policy(severity)) == expected


def test_a_rule_blocks_whatever_its_severity():
    assert rules(Policy(None, frozenset({"M001"}))) == ["M001"]
    assert rules(Policy("error", frozenset({"M001"}))) == ["S001", "M001"]


@given(st.sampled_from([None, *GRAVITY]), st.frozensets(st.sampled_from(sorted(RULES))))
def test_a_stricter_policy_blocks_no_less(severity, chosen):
    loose = rules(Policy(severity, chosen))
    assert set(loose) <= set(rules(Policy("info", chosen)))
    assert set(loose) <= set(rules(Policy(severity, frozenset(RULES))))


def read(**keys):
    return read_definition(make_text(**keys))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ({"tools": "Read"}, {"tools": "Read, Bash"}),
        ({"tools": "Read"}, {"tools": None}),
        ({"tools": None, "disallowedTools": "Bash"}, {"tools": None}),
        ({}, {"permissionMode": "bypassPermissions"}),
        ({"tools": "Read"}, {"tools": "Read, mcp__db__query"}),
    ],
)
def test_what_can_do_more_is_wider_and_the_way_back_is_not(old, new):
    assert widening(read(**old), read(**new))
    assert not widening(read(**new), read(**old))


@pytest.mark.parametrize(
    "new", [{}, {"body": "Other words.\n"}, {"model": "opus"}, {"tools": "Grep"}]
)
def test_other_words_are_not_wider(new):
    assert widening(read(), read(**new)) == []


def test_a_specifier_restricts_nothing_so_without_it_nothing_is_wider():
    assert widening(read(tools="Bash(git status)"), read(tools="Bash")) == []


def test_a_new_agent_is_wider_by_all_that_it_can_do():
    assert widening(None, read()) == ["capability_gained"]
    assert widening(None, read(tools=None)) == ["capability_gained"]
    assert widening(None, read(tools=[])) == []
