"""``lint_agents``: readable, or JSON, with an exit status for CI, and no database."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.core.management import call_command

from tests.makers import make_listing, make_text


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "README.md").write_bytes(b"# About\n")
    (tmp_path / "reader.md").write_bytes(make_text("reader", tools="Read, LS"))
    (tmp_path / "lead.md").write_bytes(make_text("lead", body=make_listing("reader", "redaer")))
    return tmp_path


def test_prints_a_line_per_finding_with_its_place(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("lint_agents", str(folder))
    said = capsys.readouterr().out
    assert "reader.md:4:14: warning T003" in said
    assert "lead.md:12:" in said
    assert "README" not in said
    assert said.endswith("Linted 2 files: 0 refused, 0 error, 2 warning, 0 info.\n")


def test_prints_json_rows(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("lint_agents", str(folder), json=True)
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [row["path"] for row in rows] == ["lead.md", "reader.md"]
    assert [finding["rule"] for row in rows for finding in row["findings"]] == ["R001", "T003"]


@pytest.mark.parametrize(
    ("text", "options", "fails"),
    [
        (make_text("reader"), {}, False),
        (make_text("reader", tools="LS, Read"), {}, False),
        (make_text("reader", tools="LS, Read"), {"fail_on": "warning"}, True),
        (make_text("reader", tools="LS"), {}, True),
        (make_text("reader", tools="LS"), {"fail_on": "never"}, False),
        (b"no front matter", {}, True),
    ],
)
def test_fails_where_it_is_grave_enough(
    tmp_path: Path, text: bytes, options: dict[str, str], fails: bool
) -> None:
    (tmp_path / "reader.md").write_bytes(text)
    if not fails:
        call_command("lint_agents", str(tmp_path / "reader.md"), **options)
        return
    with pytest.raises(SystemExit) as ended:
        call_command("lint_agents", str(tmp_path / "reader.md"), **options)
    assert ended.value.code == 1


def test_two_files_with_one_name_are_an_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.md").write_bytes(make_text("reader"))
    (tmp_path / "b.md").write_bytes(make_text("reader"))
    with pytest.raises(SystemExit):
        call_command("lint_agents", str(tmp_path))
    assert "N005" in capsys.readouterr().out
