"""The audit log: every write is noted with it, refusals within bounds, and nobody rewrites it."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from agents_app import audit
from agents_app.actions import note_refusal as refusing
from agents_app.actions.note_refusal import note_refusal
from agents_app.actions.spend import Rate
from agents_app.audit import Circumstances, Deed, amend, note, under
from agents_app.models import AuditEntry, JournalEntry
from tests.makers import make_agent

pytestmark = pytest.mark.django_db

HERE = Circumstances(address="203.0.113.7", request_id="r-1")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE agents_app_auditentry SET actor = 'somebody else'",
        "DELETE FROM agents_app_auditentry",
    ],
)
def test_sql_refuses_to_change_or_delete(statement: str) -> None:
    note([Deed("login", "ann")], actor="ann")
    before = list(AuditEntry.objects.values())
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert list(AuditEntry.objects.values()) == before


def test_every_change_in_the_journal_is_in_the_audit_log_and_goes_with_it() -> None:
    make_agent("reader")

    def fail() -> None:
        with transaction.atomic():
            make_agent("writer")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    changes = [(entry.verb, entry.key or entry.collection) for entry in JournalEntry.objects.all()]
    assert [(entry.deed, entry.subject) for entry in AuditEntry.objects.all()] == changes
    assert changes[-1] == ("agent.published", "reader")


def test_what_surrounds_a_deed_is_noted_with_it_and_the_address_as_a_hash() -> None:
    with under(HERE):
        amend(token="roster_abcdefgh")
        note([Deed("login", "ann")], actor="ann")
        with under(Circumstances()):
            note([Deed("logout", "ann")], actor="ann")
        note([Deed("login", "ann")], actor="ann")
    first, between, last = AuditEntry.objects.all()
    assert (first.token, first.request_id, first.actor) == ("roster_abcdefgh", "r-1", "ann")
    assert first.origin == last.origin != between.origin == ""
    assert "203" not in str(AuditEntry.objects.values_list())
    assert audit.circumstances() == Circumstances()


def test_no_text_is_too_odd_to_be_noted() -> None:
    note([Deed("a" * 99, "\0\ud800" + "b" * 999, audit.REFUSED, "c" * 999)], actor="d" * 999)
    entry = AuditEntry.objects.get()
    assert (len(entry.deed), len(entry.subject), len(entry.actor)) == (40, 300, 150)


def test_refusals_that_repeat_and_refusals_beyond_the_bounds_are_not_noted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(refusing, "OF_ONE", Rate(5, 3_600))
    monkeypatch.setattr(refusing, "OF_ALL", Rate(8, 3_600))

    def refuse(address: str, *subjects: Any) -> int:
        before = AuditEntry.objects.count()
        with under(Circumstances(address=address)):
            for subject in subjects:
                note_refusal("request", str(subject), detail="forbidden")
        return AuditEntry.objects.count() - before

    assert refuse("203.0.113.1", *["same"] * 50) == 1
    assert refuse("203.0.113.1", *range(50)) == 4
    assert refuse("203.0.113.2", "same") == 1
    assert refuse("203.0.113.3", *range(50)) == 2
    assert set(AuditEntry.objects.values_list("outcome", flat=True)) == {"refused"}
