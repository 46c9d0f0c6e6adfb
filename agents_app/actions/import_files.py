"""Import files and keep a report of it, stored or only tried."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from django.db import transaction
from django.utils import timezone

from agents_app import journal
from agents_app.actions.import_collection import import_collection
from agents_app.actions.import_outcome import OUTCOMES, Mode, Outcome, Tell
from agents_app.actor import Actor
from agents_app.definitions import DefinitionFile
from agents_app.errors import ImportRefused
from agents_app.models import Collection, ImportedFile, ImportReport

KEPT = 1_000  # reports; older ones go, for the journal tells what was stored
MOST_FINDINGS = 50  # of one file in a report; its agent shows all
LONGEST_FIX = 500
_ROWS_AT_ONCE = 200


def import_files(
    slug: str,
    files: Iterable[DefinitionFile],
    *,
    by: Actor,
    message: str = "",
    mode: Mode = "update",
    strict: bool = False,
    dry_run: bool = False,
    tell: Tell = lambda outcome: None,
    **further: Any,
) -> ImportReport:
    """Import files as ``import_collection`` does, and store what became of each.

    What is imported and its report are stored together or not at all. Raises ImportRefused,
    which has the number of the stored report, where strict and a file was refused.
    """
    rows: list[ImportedFile] = []

    def note(outcome: Outcome) -> None:
        rows.append(_row(outcome, len(rows) + 1))
        tell(outcome)

    manner: dict[str, Any] = {"message": message, "mode": mode, "strict": strict}
    with transaction.atomic():
        counts = import_collection(
            slug, files, by=by, dry_run=dry_run, tell=note, **manner, **further
        )
        report = ImportReport(slug=slug, author=by.name, **manner)
        report.counts = {name: counts[name] for name in OUTCOMES}
        report.state = _state(dry_run, refused=bool(strict and counts["refused"]))
        _store(report, rows)
    if report.state == ImportReport.State.REFUSED:
        blamed = [row for row in rows if row.outcome == ImportedFile.Outcome.REFUSED]
        raise ImportRefused(report.number, [(row.path, row.code, row.message) for row in blamed])
    return report


def _state(dry_run: bool, *, refused: bool) -> ImportReport.State:
    if refused:
        return ImportReport.State.REFUSED
    return ImportReport.State.DRY_RUN if dry_run else ImportReport.State.DONE


def _store(report: ImportReport, rows: list[ImportedFile]) -> None:
    """Number the report under the writers' lock and store it with its rows."""
    journal.lock()
    report.number = ImportReport.objects.last_number() + 1
    report.collection = Collection.objects.filter(slug=report.slug).first()
    report.created = timezone.now()
    report.save()
    for row in rows:
        row.report = report
    ImportedFile.objects.bulk_create(rows, batch_size=_ROWS_AT_ONCE)
    ImportReport.objects.filter(number__lte=report.number - KEPT).delete()


def _row(outcome: Outcome, position: int) -> ImportedFile:
    """Return the unsaved row of an outcome, which is let go with the text that it tells of."""
    findings = [asdict(finding) for finding in outcome.findings[:MOST_FINDINGS]]
    for finding in findings:
        if finding["fix"] and len(finding["fix"]) > LONGEST_FIX:
            finding["fix"] = None
    return ImportedFile(
        position=position,
        # A name on a disk need not be text; a row must be.
        path=outcome.path.encode("utf-8", "backslashreplace").decode(),
        outcome=outcome.outcome,
        key=outcome.key or "",
        tier=outcome.tier or "",
        code=outcome.code or "",
        message=outcome.message,
        findings=findings,
        changes=outcome.changes,
    )
