"""``import_agents``: a folder in, a row per file out, nothing lost and nothing stored by halves."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agents_app.archives import Entry, write_tar_gz, write_zip
from agents_app.journal import current_serial
from agents_app.models import Agent, Collection, ImportedFile, Integration, Revision
from tests.makers import make_agent, make_listing, make_text

pytestmark = pytest.mark.django_db


def fill(folder: Path, files: dict[str, bytes]) -> Path:
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return folder


def run(path: Path, **options: Any) -> list[dict[str, Any]]:
    report = path.parent / "report.jsonl"
    call_command("import_agents", str(path), report=report, **options)
    return [json.loads(line) for line in report.read_text().splitlines()]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    files = {
        "01-core/reader.md": make_text("reader", body=make_listing("writer")),
        ".agents/writer.md": make_text("writer", tools=None),
        "notes/README.md": b"# Nothing here\n",
        "z/reader-again.md": make_text("Reader", body="second"),
        "z/broken.md": b"---\nname: \xff\n---\n",
        "z/ignored.txt": b"no",
    }
    return fill(tmp_path / "set", files)


def test_every_file_has_a_row_that_says_what_became_of_it(folder: Path) -> None:
    rows = {row["path"]: row for row in run(folder, collection="team")}
    told = {path: (row["outcome"], row["key"], row["code"]) for path, row in rows.items()}
    assert told == {
        ".agents/writer.md": ("created", "team:writer", None),
        "01-core/reader.md": ("created", "team:reader", None),
        "notes/README.md": ("refused", None, "no_front_matter"),
        "z/broken.md": ("refused", None, "not_utf8"),
        "z/reader-again.md": ("refused", None, "duplicate_name"),
    }
    assert "01-core/reader.md" in rows["z/reader-again.md"]["message"]
    assert [finding["rule"] for finding in rows[".agents/writer.md"]["findings"]] == ["T010"]
    assert rows["01-core/reader.md"]["tier"] == "strict"


def test_agents_are_stored_with_place_category_and_edges(folder: Path) -> None:
    run(folder, collection="team", title="Our team", licence="MIT", source_url="https://x.example")
    reader = Agent.objects.get(key="team:reader")
    assert (reader.path, reader.category, reader.health) == ("01-core/reader.md", "core", "ok")
    assert Integration.objects.get(agent=reader).target == Agent.objects.get(key="team:writer")
    team = Collection.objects.get(slug="team")
    assert (team.title, team.licence, team.source_url) == ("Our team", "MIT", "https://x.example")


def test_importing_twice_changes_nothing(folder: Path) -> None:
    run(folder)
    serial, revisions = current_serial(), Revision.objects.count()
    outcomes = sorted(row["outcome"] for row in run(folder))
    assert outcomes == ["refused", "refused", "refused", "unchanged", "unchanged"]
    assert (current_serial(), Revision.objects.count()) == (serial, revisions)


def test_a_changed_file_is_a_new_revision_and_a_moved_one_only_moves(folder: Path) -> None:
    run(folder)
    fill(folder, {".agents/writer.md": make_text("writer", body="new")})
    (folder / "02-late").mkdir()
    (folder / "01-core/reader.md").rename(folder / "02-late/reader.md")
    updated = [row["path"] for row in run(folder) if row["outcome"] == "updated"]
    assert updated == [".agents/writer.md", "02-late/reader.md"]
    assert Agent.objects.get(key="writer").revision.number == 2
    reader = Agent.objects.get(key="reader")
    assert (reader.revision.number, reader.category) == (1, "late")


def test_one_file_updates_its_agent_where_it_is(folder: Path) -> None:
    run(folder)
    lone = fill(folder.parent, {"reader.md": make_text("reader", body="new")}) / "reader.md"
    assert [row["outcome"] for row in run(lone)] == ["updated"]
    assert Agent.objects.get(key="reader").path == "01-core/reader.md"


def test_a_dry_run_tells_all_and_stores_nothing(folder: Path) -> None:
    rows = run(folder, collection="team", dry_run=True)
    assert sum(row["outcome"] == "created" for row in rows) == 2
    assert (Agent.objects.count(), Collection.objects.count(), current_serial()) == (0, 0, 0)


def test_links_pipes_and_giants_are_not_read(tmp_path: Path) -> None:
    folder = fill(tmp_path / "set", {"big.md": b"x" * (10 * 2**20)})
    outside = fill(tmp_path / "outside", {"secret.md": make_text("secret")})
    (folder / "link.md").symlink_to(outside / "secret.md")
    (folder / "linked").symlink_to(outside)
    os.mkfifo(folder / "pipe.md")
    told = {row["path"]: (row["outcome"], row["code"]) for row in run(folder)}
    assert told == {
        "big.md": ("refused", "too_large"),
        "link.md": ("skipped", "symlink"),
        "linked": ("skipped", "symlink"),
        "pipe.md": ("refused", "unreadable"),
    }


def test_older_agents_learn_of_newcomers(folder: Path) -> None:
    lead = make_agent("lead", body=make_listing("reader", "writer", "nobody-pro"))
    run(folder)
    lead.refresh_from_db()
    edges = lead.outgoing.order_by("position").values_list("target__key", flat=True)
    assert list(edges) == ["reader", "writer", None]
    assert lead.findings.filter(rule="R001").count() == 1


def test_the_number_of_statements_grows_with_batches_not_with_files(tmp_path: Path) -> None:
    def statements(count: int) -> int:
        files = {f"a{n}.md": make_text(f"agent-{count}-{n}") for n in range(count)}
        folder = fill(tmp_path / str(count), files)
        with CaptureQueriesContext(connection) as queries:
            run(folder, collection=f"c{count}")
        return len(queries)

    few, many = statements(2), statements(90)
    # SQLite takes 999 values in a statement, so many rows need a few more of them.
    # Six of the few keep the search index, six the report, two the audit log, three check policy.
    assert few <= 57
    assert many - few <= 30


def test_says_what_is_wrong_with_the_command(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="There is no"):
        call_command("import_agents", str(tmp_path / "missing"))
    with pytest.raises(CommandError, match="bad_value"):
        call_command("import_agents", str(tmp_path), collection="Not A Slug")


def test_ends_with_one_sentence(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("import_agents", str(folder))
    said = capsys.readouterr().out
    assert said == (
        "Imported 5 files into library: 2 created, 0 updated, 0 unchanged, 0 retired, 3 refused, "
        "0 skipped.\n"
    )


def test_a_mirror_retires_what_has_no_file_any_more(folder: Path) -> None:
    run(folder, collection="team")
    (folder / ".agents/writer.md").unlink()
    rows = run(folder, collection="team", mode="mirror")
    retired = [(row["path"], row["key"]) for row in rows if row["outcome"] == "retired"]
    assert retired == [(".agents/writer.md", "team:writer")]
    assert Agent.objects.get(key="team:writer").status == "retired"


def test_strict_is_all_or_nothing(folder: Path) -> None:
    with pytest.raises(CommandError, match="3 files were refused"):
        call_command("import_agents", str(folder), strict=True)
    assert (Agent.objects.count(), current_serial()) == (0, 0)


@pytest.mark.parametrize("kind", ["zip", "tar.gz"])
def test_takes_an_archive_like_its_folder(tmp_path: Path, kind: str) -> None:
    files = [Entry("01-core/reader.md", make_text("reader")), Entry("logo.png", b"no text")]
    write = {"zip": write_zip, "tar.gz": write_tar_gz}[kind]
    (tmp_path / "set").write_bytes(b"".join(write(files)))
    assert [row["path"] for row in run(tmp_path / "set")] == ["01-core/reader.md"]
    assert Agent.objects.get().category == "core"


def test_says_which_entry_of_an_archive_is_bad(tmp_path: Path) -> None:
    (tmp_path / "set.zip").write_bytes(b"".join(write_zip([Entry("../evil.md", make_text())])))
    with pytest.raises(CommandError, match=r"\.\./evil\.md: .*path_escapes"):
        call_command("import_agents", str(tmp_path / "set.zip"))
    assert not Agent.objects.exists()


def test_a_name_that_is_no_text_is_told_as_it_can_be(tmp_path: Path) -> None:
    odd = os.fsencode(tmp_path / "set") + b"/caf\xe9.md"
    (tmp_path / "set").mkdir()
    with open(odd, "wb") as file:  # noqa: PTH123 - a path of bytes
        file.write(b"no definition")
    call_command("import_agents", str(tmp_path / "set"))
    assert ImportedFile.objects.get().path == "caf\\udce9.md"
