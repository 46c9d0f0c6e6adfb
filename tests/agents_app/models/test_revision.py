"""A revision can't be changed or deleted: not by code, not by SQL."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from agents_app.errors import Conflict
from agents_app.models import Agent, JournalEntry, Revision
from tests.makers import make_agent

pytestmark = pytest.mark.django_db


def test_code_refuses_to_change_or_delete() -> None:
    revision = make_agent().revision
    assert revision
    for attempt in (
        revision.save,
        revision.delete,
        lambda: Revision.objects.update(message="x"),
        Revision.objects.all().delete,
    ):
        with pytest.raises(Conflict) as refused:
            attempt()
        assert refused.value.code == "revision_is_immutable"


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE agents_app_revision SET content = '\\x00'",
        "UPDATE agents_app_revision SET number = 7",
        "DELETE FROM agents_app_revision",
        "UPDATE agents_app_journalentry SET author = 'somebody else'",
        "DELETE FROM agents_app_journalentry",
    ],
)
def test_sql_refuses_too(statement: str) -> None:
    make_agent()
    before = list(Revision.objects.values()), list(JournalEntry.objects.values())
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert (list(Revision.objects.values()), list(JournalEntry.objects.values())) == before


def test_a_number_is_given_once_per_agent() -> None:
    revision = make_agent().revision
    assert revision
    twin = Revision(**{f.attname: getattr(revision, f.attname) for f in Revision._meta.fields})
    twin.pk, twin._state.adding = None, True
    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save()


@pytest.mark.parametrize(
    "change", [{"status": "gone"}, {"tier": "odd"}, {"health": "fine"}, {"name": ""}]
)
def test_the_database_knows_the_allowed_words(change: dict[str, str]) -> None:
    agent = make_agent()
    with pytest.raises(IntegrityError), transaction.atomic():
        Agent.objects.filter(pk=agent.pk).update(**change)


def test_the_guards_stand_after_all_migrations() -> None:
    tables = {"sqlite": "sqlite_master WHERE type = 'trigger'", "postgresql": "pg_trigger"}
    column = "tgname" if connection.vendor == "postgresql" else "name"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {tables[connection.vendor]}")
        standing = {name for (name,) in cursor.fetchall()}
    for table in ("agents_app_revision", "agents_app_journalentry"):
        assert {f"{table}_no_update", f"{table}_no_delete"} <= standing


def test_a_digest_is_found_by_its_index() -> None:
    with connection.cursor() as cursor:
        kept = connection.introspection.get_constraints(cursor, Revision._meta.db_table)
    assert kept["revisions_by_digest"]["index"]
    assert kept["revisions_by_digest"]["columns"] == ["digest"]
