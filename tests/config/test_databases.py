"""How databases are spoken to, where the environment says more than where they are."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, connection, connections

from config import env
from config.databases import database_settings

PLACE = {"ENGINE": "django.db.backends.postgresql", "NAME": "roster", "OPTIONS": {"sslmode": "x"}}


def test_each_thread_keeps_its_connection_unless_they_share_a_pool():
    alone = database_settings(PLACE, Path(), statement_seconds=10)
    assert (alone["CONN_MAX_AGE"], "pool" in alone["OPTIONS"]) == (60, False)
    shared = database_settings(PLACE, Path(), statement_seconds=10, pool=5)
    assert shared["CONN_MAX_AGE"] == 0
    assert shared["OPTIONS"]["pool"]["max_size"] == 5
    assert shared["OPTIONS"]["sslmode"] == alone["OPTIONS"]["sslmode"] == "x"


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "postgresql", reason="about PostgreSQL")
def test_a_pool_serves_and_nobody_waits_for_ever():
    place = {name: connection.settings_dict[name] for name in ("ENGINE", "NAME", "HOST", "USER")}
    place |= {"PORT": connection.settings_dict["PORT"], "PASSWORD": ""}
    pooled = database_settings(place, Path(), statement_seconds=10, pool=1)
    pooled["OPTIONS"]["pool"]["timeout"] = 0.2
    first, second = (
        type(connections["default"])(connection.settings_dict | pooled, "pooled") for _ in "12"
    )
    try:
        with first.cursor() as cursor:
            cursor.execute("SHOW statement_timeout")
            assert cursor.fetchone() == ("10s",)
        with pytest.raises(DatabaseError, match="get a connection"):
            second.ensure_connection()
        first.close()
        second.ensure_connection()
    finally:
        second.close()
        first.close_pool()


@pytest.mark.parametrize("written", ["sqlite:////data/roster.sqlite3", "mysql://a:hush@b/c", "x"])
def test_a_replica_is_a_postgresql(monkeypatch, written):
    monkeypatch.setenv("ROSTER_REPLICA_URL", written)
    with pytest.raises(ImproperlyConfigured, match="ROSTER_REPLICA_URL is") as refusal:
        env.replica("ROSTER_REPLICA_URL")
    assert "hush" not in str(refusal.value)


def test_a_replica_is_read_like_a_database(monkeypatch):
    monkeypatch.delenv("ROSTER_REPLICA_URL", raising=False)
    assert env.replica("ROSTER_REPLICA_URL") is None
    monkeypatch.setenv("ROSTER_REPLICA_URL", "postgres://roster@replica:5432/roster")
    found = env.replica("ROSTER_REPLICA_URL")
    assert found is not None
    assert (found["HOST"], found["NAME"]) == ("replica", "roster")


@pytest.mark.parametrize("written", ["localhost:6379", "http://:hush@a", "redis://", "redis"])
def test_counters_are_in_a_redis(monkeypatch, written):
    monkeypatch.setenv("ROSTER_CACHE_URL", written)
    with pytest.raises(ImproperlyConfigured, match="ROSTER_CACHE_URL is") as refusal:
        env.redis("ROSTER_CACHE_URL")
    assert "hush" not in str(refusal.value)


def test_without_a_word_counters_are_our_own(monkeypatch):
    monkeypatch.delenv("ROSTER_CACHE_URL", raising=False)
    assert env.redis("ROSTER_CACHE_URL") == ""
    monkeypatch.setenv("ROSTER_CACHE_URL", "rediss://:hush@a:6379/1")
    assert env.redis("ROSTER_CACHE_URL") == "rediss://:hush@a:6379/1"
