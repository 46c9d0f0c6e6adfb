"""The environment is read strictly, and every refusal says what to do."""

import stat
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from config import env


@pytest.fixture
def set_env(monkeypatch: pytest.MonkeyPatch):
    """Set one variable for the length of a test."""
    return monkeypatch.setenv


def test_an_empty_variable_counts_as_unset(set_env):
    set_env("ROSTER_LOG_LEVEL", " ")
    assert env.text("ROSTER_LOG_LEVEL", "WARNING") == "WARNING"


def test_text_refuses_what_is_not_a_choice(set_env):
    set_env("ROSTER_LOG_FORMAT", "xml")
    with pytest.raises(ImproperlyConfigured, match=r"ROSTER_LOG_FORMAT is 'xml'.*plain, json"):
        env.text("ROSTER_LOG_FORMAT", "plain", choices=("plain", "json"))


def test_a_value_that_starts_with_a_dollar_is_itself(set_env, tmp_path):
    set_env("SECRET_KEY", "$HOME-sweet-home")
    assert env.secret("SECRET_KEY", kept_in=tmp_path / "key") == "$HOME-sweet-home"


@pytest.mark.parametrize(("written", "meant"), [("1", True), ("Yes", True), ("off", False)])
def test_flag_reads_the_usual_spellings(set_env, written, meant):
    set_env("DEBUG", written)
    assert env.flag("DEBUG", default=not meant) is meant


def test_flag_refuses_what_is_neither_yes_nor_no(set_env):
    set_env("DEBUG", "treu")
    with pytest.raises(ImproperlyConfigured, match=r"DEBUG is 'treu'; expected: one of 1, true"):
        env.flag("DEBUG")


@pytest.mark.parametrize("written", ["0", "65", "two", "-1", "1.5", "٣", "9" * 5000])
def test_whole_refuses_what_is_out_of_bounds(set_env, written):
    set_env("ROSTER_WORKERS", written)
    with pytest.raises(ImproperlyConfigured, match=r"ROSTER_WORKERS.*a whole number from 1 to 64"):
        env.whole("ROSTER_WORKERS", default=1, least=1, most=64)


def test_whole_takes_both_ends(set_env):
    for written in ("1", "64"):
        set_env("ROSTER_WORKERS", written)
        assert env.whole("ROSTER_WORKERS", default=8, least=1, most=64) == int(written)


def test_listed_forgives_spaces_and_stray_commas(set_env):
    set_env("ALLOWED_HOSTS", "a.example, b.example,, ")
    assert env.listed("ALLOWED_HOSTS") == ["a.example", "b.example"]


def test_networks_are_read_as_they_are_meant(set_env):
    set_env("ROSTER_DENY_ADDRESSES", "10.0.0.0/8, 192.0.2.7,2001:db8::/32,::ffff:198.51.100.0/120")
    assert [str(each) for each in env.networks("ROSTER_DENY_ADDRESSES")] == [
        "10.0.0.0/8",
        "192.0.2.7/32",
        "2001:db8::/32",
        "198.51.100.0/24",
    ]


@pytest.mark.parametrize(
    "written", ["10.0.0.1/8", "10.0.0.0/33", "10.0.0", "localhost", "10.0.0.0/8;::1", "::1/129"]
)
def test_networks_refuse_what_is_none(set_env, written):
    set_env("ROSTER_ALLOW_ADDRESSES", f"192.0.2.0/24,{written}")
    with pytest.raises(ImproperlyConfigured, match=r"ROSTER_ALLOW_ADDRESSES is .*no bit set"):
        env.networks("ROSTER_ALLOW_ADDRESSES")


def test_folder_is_made(set_env, tmp_path):
    set_env("ROSTER_DATA_DIR", str(tmp_path / "one" / "two"))
    assert env.folder("ROSTER_DATA_DIR", tmp_path).is_dir()


def test_folder_refuses_a_relative_path(set_env, tmp_path):
    set_env("ROSTER_DATA_DIR", "data")
    with pytest.raises(ImproperlyConfigured, match="an absolute path"):
        env.folder("ROSTER_DATA_DIR", tmp_path)


def test_folder_refuses_a_place_that_is_a_file(set_env, tmp_path):
    (tmp_path / "file").touch()
    set_env("ROSTER_DATA_DIR", str(tmp_path / "file"))
    with pytest.raises(ImproperlyConfigured, match="a folder that can be made"):
        env.folder("ROSTER_DATA_DIR", tmp_path)


def test_a_secret_is_made_once_and_kept_to_ourselves(monkeypatch, tmp_path):
    monkeypatch.delenv("SECRET_KEY", raising=False)
    kept = tmp_path / "key"
    first = env.secret("SECRET_KEY", kept_in=kept)
    assert len(first) >= 50
    assert env.secret("SECRET_KEY", kept_in=kept) == first
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [kept]


def test_a_secret_of_another_process_is_not_overwritten(tmp_path):
    kept = tmp_path / "key"
    kept.write_text("theirs")
    env._keep("ours", kept)
    assert kept.read_text() == "theirs"


def test_an_emptied_secret_is_refused(monkeypatch, tmp_path):
    monkeypatch.delenv("SECRET_KEY", raising=False)
    (tmp_path / "key").touch()
    with pytest.raises(ImproperlyConfigured, match=r"is empty\. Remove it, or set SECRET_KEY"):
        env.secret("SECRET_KEY", kept_in=tmp_path / "key")


def test_a_secret_with_no_place_to_keep_it_says_what_to_set(monkeypatch, tmp_path):
    monkeypatch.delenv("SECRET_KEY", raising=False)
    with pytest.raises(ImproperlyConfigured, match="Set SECRET_KEY, or ROSTER_DATA_DIR"):
        env.secret("SECRET_KEY", kept_in=tmp_path / "absent" / "key")


def test_database_is_an_sqlite_file_where_nothing_is_set(monkeypatch):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    found = env.database("DATABASE_URL", default=Path("/c++/50% off/r.sqlite3"))
    assert found == {"ENGINE": "django.db.backends.sqlite3", "NAME": "/c++/50% off/r.sqlite3"}


def test_database_reads_the_path_of_a_file_as_written(set_env):
    set_env("DATABASE_URL", "sqlite:////srv/c++/roster.sqlite3")
    assert env.database("DATABASE_URL", default=Path("/x"))["NAME"] == "/srv/c++/roster.sqlite3"


@pytest.mark.parametrize("scheme", ["postgres", "postgresql"])
def test_database_reads_a_postgresql_address(set_env, scheme):
    set_env("DATABASE_URL", f"{scheme}://me:p%40ss@db.example:5433/roster?sslmode=require")
    assert env.database("DATABASE_URL", default=Path("/x")) == {
        "ENGINE": "django.db.backends.postgresql",
        "HOST": "db.example",
        "PORT": 5433,
        "USER": "me",
        "PASSWORD": "p@ss",
        "NAME": "roster",
        "OPTIONS": {"sslmode": "require"},
    }


@pytest.mark.parametrize(
    "written",
    [
        "mysql://me:hunter2@db.example/roster",
        "postgres://me:hunter2@db.example:port/roster",
        "postgres://me:hunter2@db.example:99999/roster",
        "postgres://me:hunter2@db.example",
        "postgres://me:hunter2@[::1/roster",
        "sqlite:///hunter2.sqlite3",
        "sqlite://hunter2/roster.sqlite3",
        "sqlite://:memory:",
        "hunter2",
    ],
)
def test_database_refuses_an_address_without_showing_it(set_env, written):
    set_env("DATABASE_URL", written)
    with pytest.raises(ImproperlyConfigured, match=r"DATABASE_URL.*sqlite:////absolute") as refusal:
        env.database("DATABASE_URL", default=Path("/x"))
    assert "hunter2" not in str(refusal.value)


def test_a_misspelt_name_is_refused_and_the_nearest_named(set_env):
    set_env("ROSTER_WORKRES", "4")
    with pytest.raises(ImproperlyConfigured, match=r"ROSTER_WORKRES.*mean ROSTER_WORKERS"):
        env.refuse_unknown_names()


def test_the_names_that_exist_are_not_refused(set_env, tmp_path):
    for name in env.VARIABLES:
        set_env(name, "anything")
    assert env.refuse_unknown_names() is None


def test_a_setting_that_is_not_in_the_table_is_our_mistake():
    with pytest.raises(LookupError, match=r"not declared in config/env\.py"):
        env.text("ROSTER_UNDECLARED", "")
