"""The version: right the moment a write commits, and never that of another history."""

import pytest
from django.db import Error, connection, transaction

from agents_app.journal import current_serial
from agents_app.version import NONE, current_version, in_open_transaction, version_at_a_glance
from tests.makers import make_agent


def test_before_the_first_entry_there_is_none(db):
    assert current_version() == version_at_a_glance() == NONE


def test_both_ways_tell_the_same_serial(db, django_assert_num_queries):
    make_agent()
    with django_assert_num_queries(1):
        version = current_version()
    with django_assert_num_queries(0):  # not one that Django counts
        assert version_at_a_glance() == version
    assert version.serial == current_serial()
    make_agent("another")
    assert version_at_a_glance() > version


def test_a_serial_that_is_given_again_is_another_version(db):
    make_agent()
    versions = set()
    for name in ("one", "other"):
        with transaction.atomic():
            make_agent(name)
            versions.add(current_version())
            transaction.set_rollback(True)
    assert len(versions) == 2
    assert len({version.serial for version in versions}) == 1


def test_looking_keeps_no_old_snapshot_open(transactional_db):
    before = version_at_a_glance()
    make_agent()
    assert version_at_a_glance().serial > before.serial
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            busy, *_ = cursor.fetchone()
        assert busy == 0


def test_knows_an_open_transaction(transactional_db):
    assert not in_open_transaction()
    with transaction.atomic():
        assert in_open_transaction()


def test_fails_as_django_does_and_recovers(db):
    make_agent()
    version = version_at_a_glance()
    with pytest.raises(Error, match="journalhead"), transaction.atomic():
        look_without_a_journal()
    assert version_at_a_glance() == version


def look_without_a_journal():
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE agents_app_journalhead RENAME TO elsewhere")
    version_at_a_glance()


def test_needs_no_prepared_statement(db, monkeypatch):
    make_agent()
    version = version_at_a_glance()
    monkeypatch.setitem(connection.settings_dict, "DISABLE_SERVER_SIDE_CURSORS", True)
    assert version_at_a_glance() == version
