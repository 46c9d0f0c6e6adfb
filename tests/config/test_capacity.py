"""Without a word from anybody there is a process for each core, where the database bears it."""

import os
import sqlite3

import pytest

from config import capacity

SQLITE = {"ENGINE": "django.db.backends.sqlite3"}
POSTGRESQL = {"ENGINE": "django.db.backends.postgresql"}


@pytest.mark.parametrize(
    ("place", "version", "many"),
    [(SQLITE, (3, 51, 2), False), (SQLITE, (3, 51, 3), True), (POSTGRESQL, (3, 40, 0), True)],
)
def test_an_old_sqlite_has_one_writer_alone(monkeypatch, place, version, many):
    monkeypatch.setattr(sqlite3, "sqlite_version_info", version)
    monkeypatch.setattr(capacity, "cores", lambda: 6)
    assert capacity.default_workers(place) == (6 if many else 1)


def test_a_large_machine_has_no_hundred_processes(monkeypatch):
    monkeypatch.setattr(capacity, "cores", lambda: 128)
    assert capacity.default_workers(POSTGRESQL) == capacity.MOST


@pytest.mark.parametrize(
    ("quota", "found"),
    [("max 100000", 8), ("200000 100000", 2), ("50000 100000", 1), ("9900000 100000", 8), ("", 8)],
)
def test_a_container_has_what_its_quota_says(monkeypatch, tmp_path, quota, found):
    monkeypatch.setattr(os, "sched_getaffinity", lambda process: set(range(8)))
    (tmp_path / "cpu.max").write_text(quota)
    assert capacity.cores(tmp_path / "cpu.max") == found
    assert capacity.cores(tmp_path / "nothing") == 8
