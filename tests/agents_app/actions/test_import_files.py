"""Imports with their reports: modes, strictness, dry runs, and who sees what was tried."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pytest

from agents_app.actions import import_files as action
from agents_app.actions.import_files import import_files
from agents_app.actions.retire_agent import retire_agent
from agents_app.actor import SYSTEM, Actor
from agents_app.archives import Archive, BadArchive, Entry, MarkdownFiles, write_zip
from agents_app.definitions import LooseFile
from agents_app.errors import (
    Forbidden,
    ImportRefused,
    Missing,
    Refusal,
    TooBig,
    Unauthenticated,
)
from agents_app.journal import current_serial
from agents_app.models import Agent, Collection, ImportReport, Integration, JournalEntry, Revision
from tests.makers import make_agent, make_collection, make_listing, make_text, make_user

pytestmark = pytest.mark.django_db

BROKEN = LooseFile("broken.md", b"no front matter")


def files(*names: str, **text: Any) -> list[LooseFile]:
    return [LooseFile(f"x/{name}.md", make_text(name, **text)) for name in names]


def run(sent: Sequence[LooseFile], **manner: Any) -> ImportReport:
    return import_files("team", sent, **{"by": SYSTEM, **manner})


def told(report: ImportReport) -> list[tuple[str, str, str]]:
    rows = report.files.order_by("position")
    return [(row.path, row.outcome, row.code) for row in rows]


def test_the_report_tells_of_each_file() -> None:
    report = run([*files("reader"), BROKEN, *files("reader")], message="first")
    assert told(report) == [
        ("broken.md", "refused", "no_front_matter"),
        ("x/reader.md", "created", ""),
        ("x/reader.md", "refused", "duplicate_name"),
    ]
    assert (report.number, report.state, report.message) == (1, "done", "first")
    assert report.counts == {
        **{"created": 1, "updated": 0, "unchanged": 0, "retired": 0, "refused": 2, "skipped": 0}
    }
    assert report.collection == Collection.objects.get(slug="team")
    assert run(files("reader")).number == 2


def test_create_refuses_what_is_there() -> None:
    run(files("reader", "old"))
    retire_agent(Agent.objects.get(name="old"), by=SYSTEM)
    report = run(files("reader", "old", "writer"), mode="create")
    assert [(path, code) for path, _, code in told(report)] == [
        ("x/reader.md", "exists"),
        ("x/old.md", "name_retired"),
        ("x/writer.md", ""),
    ]
    assert Revision.objects.filter(agent__name="reader").count() == 1


def test_a_mirror_retires_the_rest_with_its_edges() -> None:
    run(files("lead", body=make_listing("gone-too", "stays")))
    run([*files("gone", "gone-too", body=make_listing("lead")), *files("stays")])
    make_agent("elsewhere")
    sent = [*files("lead", body=make_listing("gone-too", "stays")), *files("stays")]
    report = run(sent, mode="mirror", message="as upstream")
    assert [row for row in told(report) if row[1] == "retired"] == [
        ("x/gone.md", "retired", ""),
        ("x/gone-too.md", "retired", ""),
    ]
    assert Agent.objects.published().count() == 3
    edges = Integration.objects.filter(agent__name="lead").order_by("position")
    assert [edge.target and edge.target.name for edge in edges] == [None, "stays"]
    last = JournalEntry.objects.order_by("-serial")[:2]
    assert {(entry.verb, entry.message) for entry in last} == {("agent.retired", "as upstream")}


def test_a_mirror_spares_whom_a_broken_file_seems_to_be_of() -> None:
    run(files("reader", "writer", "gone"))
    Agent.objects.filter(name="writer").update(path="old/other-name.md")
    broken = [LooseFile("y/reader.md", b"---\n"), LooseFile("y/Writer.md", b"---\n")]
    report = run([*files("new"), *broken], mode="mirror")
    assert [row.key for row in report.files.filter(outcome="retired")] == ["team:gone"]


@pytest.mark.parametrize("sent", [[], [BROKEN]])
def test_a_mirror_of_nothing_is_refused(sent: list[LooseFile]) -> None:
    run(files("reader"))
    with pytest.raises(Refusal) as refusal:
        run(sent, mode="mirror")
    assert refusal.value.code == "nothing_to_mirror"
    assert Agent.objects.published().count() == 1
    assert ImportReport.objects.count() == 1


def test_a_dry_run_is_told_and_leaves_everything() -> None:
    run(files("reader", "gone"))
    serial = current_serial()
    report = run([*files("reader", body="new"), *files("writer")], mode="mirror", dry_run=True)
    outcomes = [row[1] for row in told(report)]
    assert (report.state, outcomes) == ("dry_run", ["updated", "created", "retired"])
    assert (current_serial(), Agent.objects.published().count()) == (serial, 2)
    assert import_files("new", files("reader"), by=SYSTEM, dry_run=True).collection is None
    assert not Collection.objects.filter(slug="new").exists()


def test_a_dry_run_shows_what_updates_change() -> None:
    run(files("reader", "same"))
    sent = [*files("reader", tools="Read, Bash", body="You read.\n"), *files("same", "new")]
    rows = {row.path: row for row in run(sent, dry_run=True).files.all()}
    assert rows["x/same.md"].changes is rows["x/new.md"].changes is None
    changes = rows["x/reader.md"].changes
    assert changes["capabilities"] == {"gained": ["shell"], "lost": []}
    assert changes["tools"] == {"gained": ["Bash"], "lost": ["Grep"]}
    assert changes["bump"] == "major"
    (hunk,) = changes["hunks"]
    assert {"-You read code.", "+You read."} <= set(hunk["lines"])
    assert run(sent).files.get(path="x/reader.md").changes is None


def test_a_preview_is_bounded() -> None:
    run(files("reader", body="a\n" * 5_000))
    body = "b\na\n" * 5_000
    (row,) = run(files("reader", body=body), dry_run=True).files.all()
    assert row.changes["truncated"]
    assert sum(len(hunk["lines"]) for hunk in row.changes["hunks"]) <= 200


def test_what_takes_too_long_is_refused_whole() -> None:
    with pytest.raises(TooBig) as refusal:
        run(files("reader"), seconds=0)
    assert refusal.value.code == "too_slow"
    assert not Agent.objects.exists()
    assert not ImportReport.objects.exists()


def test_files_that_only_keep_us_busy_are_refused_whole() -> None:
    heavy = make_text("heavy", body="# a\n" * 6_000)
    begun: list[int] = []

    class Many(list[LooseFile]):
        def __iter__(self) -> Iterator[LooseFile]:
            for number in range(300):
                begun.append(number)
                yield LooseFile(f"{number}.md", heavy.replace(b"heavy", b"heavy-%d" % number))

    with pytest.raises(TooBig) as refusal:
        run(Many(), seconds=3_600)
    assert refusal.value.code == "too_slow"
    assert "than real ones" in refusal.value.message
    assert begun[:300] == list(range(300))  # all were surveyed,
    assert begun[-1] < 299  # and it was seen soon that reading them does not pay
    assert not Agent.objects.exists()


def test_strict_stores_all_or_nothing_but_the_report() -> None:
    with pytest.raises(ImportRefused) as refusal:
        run([*files("reader"), BROKEN], strict=True)
    assert refusal.value.number == 1
    assert [path for path, _, _ in refusal.value.refused] == ["broken.md"]
    assert (Agent.objects.count(), current_serial()) == (0, 0)
    report = ImportReport.objects.get()
    assert (report.state, [row[1] for row in told(report)]) == ("refused", ["refused", "created"])
    assert run(files("reader"), strict=True).state == "done"


def test_an_archive_that_lies_stores_nothing_at_all() -> None:
    entries = [Entry("a.md", make_text("a")), Entry("b/../../evil.md", make_text("b"))]
    archive = Archive(b"".join(write_zip(entries)), "zip")
    with pytest.raises(BadArchive):
        import_files("team", MarkdownFiles(archive), by=SYSTEM)
    assert not Agent.objects.exists()
    assert not ImportReport.objects.exists()


def test_only_curators_import() -> None:
    team = make_collection("team")
    curator, author = make_user("c", "curator"), make_user("a", "author")
    with pytest.raises(Unauthenticated):
        run(files("reader"), by=Actor())
    with pytest.raises(Forbidden):
        run(files("reader"), by=Actor.of(author))
    with pytest.raises(Forbidden):
        run(files("reader"), by=Actor.of(curator))
    team.maintainers.add(curator)
    assert run(files("reader"), by=Actor.of(curator)).author == "c"
    own = import_files("own", files("reader"), by=Actor.of(curator))
    assert own.collection is not None
    assert list(own.collection.maintainers.all()) == [curator]
    team.private = True
    team.save()
    with pytest.raises(Missing):
        run(files("reader"), by=Actor.of(author))


def test_who_sees_which_report() -> None:
    team, curator = make_collection("team"), make_user("c", "curator")
    team.maintainers.add(curator)
    run(files("reader"))
    run(files("reader"), by=Actor.of(curator), dry_run=True)
    import_files("new", files("reader"), by=Actor.of(curator), dry_run=True)
    import_files("other", files("reader"), by=SYSTEM.named("ann"), dry_run=True)

    def seen(actor: Actor) -> list[int]:
        reports = ImportReport.objects.told_to(actor).order_by("number")
        return list(reports.values_list("number", flat=True))

    assert seen(SYSTEM) == [1, 2, 3, 4]
    assert seen(Actor.of(curator)) == [1, 2, 3]
    assert seen(Actor.of(make_user("a", "author"))) == [1]
    assert seen(Actor()) == [1]
    team.private = True
    team.save()
    assert seen(Actor()) == []
    assert seen(Actor.of(curator)) == [1, 2, 3]


def test_old_reports_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(action, "KEPT", 2)
    for _ in range(3):
        run(files("reader"))
    assert list(ImportReport.objects.values_list("number", flat=True)) == [3, 2]


def test_a_row_holds_no_texts() -> None:
    tokens = ", ".join(f"Made-Up-{number}" for number in range(90))
    report = run(files("reader", tools=tokens, body="- **With x**: y\n" * 90))
    (row,) = report.files.all()
    assert 0 < len(row.findings) <= action.MOST_FINDINGS
    assert all(len(finding["fix"] or "") <= action.LONGEST_FIX for finding in row.findings)
