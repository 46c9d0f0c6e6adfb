"""The fixtures keep their word: what is broken is caught by its name, what is shipped is clean."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from agents_app.definitions import Refusal, Surroundings, lint, read_definition
from agents_app.definitions.lint import RULES
from agents_app.definitions.names import fold_name, skeleton_of
from tests.house.sources import ROOT, sources

BROKEN = sorted((ROOT / "fixtures" / "broken").glob("*.md"))
LIBRARY = sorted((ROOT / "fixtures" / "library").rglob("*.md"))

# Some faults only show in a place, or beside other agents.
PATHS = {"N004": "agents/ci-helper.md", "F003": "plugins/ci/agents/log-triager.md"}
AROUND = {
    "N005": Surroundings(duplicate_of="agents/log-triager.md"),
    "N007": Surroundings(skeletons={skeleton_of("log-triager"): "log-triager"}),
    "R001": Surroundings(names=frozenset({"log-triager", "test-automator"})),
    "T012": Surroundings(servers=frozenset({"github"})),
}
# What cannot be broken alone: a list without one real tool is a list of unknown tools.
BESIDE = {"T002": {"T001"}}
# Raised while a folder is walked, not while a definition is read.
OF_FOLDERS = {"unreadable"}
# Raised while fields are written into a file.
OF_WRITING = {"not_amendable", "value_not_writable"}


@pytest.mark.parametrize("file", BROKEN, ids=lambda file: file.stem)
def test_a_broken_file_is_caught_by_the_code_in_its_name(file: Path) -> None:
    code = file.stem
    try:
        definition = read_definition(file.read_bytes(), path=PATHS.get(code, ""))
    except Refusal as refusal:
        caught = {refusal.code}
    else:
        found = lint(definition, AROUND.get(code))
        grave = {finding.rule for finding in found if finding.severity != "info"}
        caught = grave | ({code} & {finding.rule for finding in found})
    assert caught - BESIDE.get(code, set()) == {code}


def test_every_rule_and_every_refusal_has_a_broken_file() -> None:
    assert {file.stem for file in BROKEN} == RULES.keys() | _refusals()


def _refusals() -> set[str]:
    """Collect the codes that reading a definition may give, from the calls that raise them."""
    calls = (
        node
        for source in sources("agents_app")
        if source.within("agents_app/definitions")
        for node in source.nodes(ast.Call)
    )
    return (
        {
            str(first.value)
            for call in calls
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name)
            if call.func.id in ("Refusal", "_refused") and call.args
            if isinstance(first := call.args[0], ast.Constant)
        }
        - OF_FOLDERS
        - OF_WRITING
    )


@pytest.mark.parametrize("file", LIBRARY, ids=lambda file: file.stem)
def test_a_shipped_definition_is_clean(file: Path) -> None:
    definition = read_definition(file.read_bytes(), path=file.name)
    assert definition.tier == "strict"
    # It keeps a tool of the past, as thousands of real files do: the example of the README.
    allowed = {("T003", "MultiEdit")} if file.stem == "django-expert" else set()
    grave = {
        (finding.rule, finding.message.split("`")[1])
        for finding in lint(definition, Surroundings(names=_names()))
        if finding.severity != "info"
    }
    assert grave == allowed


def _names() -> frozenset[str]:
    return frozenset(fold_name(file.stem) for file in LIBRARY)
