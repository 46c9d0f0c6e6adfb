"""What the settings come to: on this database, and in what the package says of itself."""

import tomllib

import pytest
from django.conf import settings
from django.db import connection

from config import VERSION


def test_the_package_and_the_schema_have_one_version():
    project = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text())["project"]
    assert project["version"] == VERSION == settings.SPECTACULAR_SETTINGS["VERSION"]


def ask(question: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(question)
        return str(cursor.fetchone()[0])


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "sqlite", reason="about SQLite")
@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", "2"),
        ("foreign_keys", "1"),
        ("busy_timeout", "20000"),
        ("journal_size_limit", "67108864"),
    ],
)
def test_sqlite_is_set_up_to_keep_what_it_acknowledges(pragma, value):
    assert ask(f"PRAGMA {pragma}") == value


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "postgresql", reason="about PostgreSQL")
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("statement_timeout", "10s"),
        ("lock_timeout", "5s"),
        ("idle_in_transaction_session_timeout", "15s"),
    ],
)
def test_postgresql_lets_nobody_wait_for_ever(name, value):
    assert ask(f"SHOW {name}") == value
