"""The system checks speak up where a deployment would go wrong, and only there."""

import sqlite3
from types import SimpleNamespace

import pytest
from django.core.checks import Tags, run_checks
from django.core.checks.registry import registry

from config import checks
from config.caches import cache_settings

SQLITE = {"default": {"ENGINE": "django.db.backends.sqlite3"}}
POSTGRES = {"default": {"ENGINE": "django.db.backends.postgresql"}}


def codes(check) -> list[str]:
    """The ids that a check finds with the settings of the moment."""
    return [message.id for message in check(None)]


@pytest.mark.parametrize(
    ("databases", "workers", "version", "found"),
    [
        (SQLITE, 2, (3, 51, 2), ["roster.W001"]),
        (SQLITE, 2, (3, 51, 3), []),
        (SQLITE, 1, (3, 40, 1), []),
        (POSTGRES, 2, (3, 40, 1), []),
    ],
)
def test_several_processes_need_a_mended_sqlite(monkeypatch, databases, workers, version, found):
    # Not the settings fixture: Django must not see another database while a test runs.
    these = SimpleNamespace(DATABASES=databases, WORKERS=workers)
    monkeypatch.setattr(checks, "settings", these)
    monkeypatch.setattr(sqlite3, "sqlite_version_info", version)
    assert codes(checks.one_process_for_an_old_sqlite) == found


@pytest.mark.parametrize(
    ("debug", "hosts", "found"),
    [
        (True, ["localhost", "roster.example.org"], ["roster.E001"]),
        (True, ["*"], ["roster.E001"]),
        (True, ["localhost", "127.0.0.1", "[::1]"], []),
        (False, ["roster.example.org"], []),
    ],
)
def test_debug_is_for_this_machine_only(settings, debug, hosts, found):
    settings.DEBUG, settings.ALLOWED_HOSTS = debug, hosts
    assert codes(checks.debug_stays_at_home) == found


@pytest.mark.parametrize(("hosts", "found"), [(["*"], ["roster.E002"]), (["a.example"], [])])
def test_a_deployment_names_its_hosts(settings, hosts, found):
    settings.ALLOWED_HOSTS = hosts
    assert codes(checks.hosts_are_named) == found


@pytest.mark.parametrize(
    ("https", "proxies", "found"), [(True, 0, ["roster.W002"]), (True, 1, []), (False, 0, [])]
)
def test_a_deployment_counts_its_proxies(settings, https, proxies, found):
    settings.HTTPS, settings.TRUSTED_PROXIES = https, proxies
    assert codes(checks.proxies_are_counted) == found


@pytest.mark.parametrize(
    ("address", "installed", "found"),
    [("redis://a:6379/0", False, ["roster.E003"]), ("redis://a:6379/0", True, []), ("", False, [])],
)
def test_a_redis_needs_its_package(settings, monkeypatch, address, installed, found):
    settings.CACHES = {"default": cache_settings(address)}
    monkeypatch.setattr(checks, "find_spec", lambda name: object() if installed else None)
    assert codes(checks.counters_can_be_shared) == found


def test_all_of_them_are_registered():
    always = registry.get_checks()
    assert checks.one_process_for_an_old_sqlite in always
    assert checks.debug_stays_at_home in always
    assert checks.counters_can_be_shared in always
    for check in (checks.hosts_are_named, checks.proxies_are_counted):
        assert check in registry.get_checks(include_deployment_checks=True)
        assert check not in always


def test_the_defaults_pass():
    assert run_checks(tags=[Tags.security]) == []
