"""System checks: a deployment that would go wrong says so at the start.

They run with every command, ``serve`` included; the one marked ``deploy`` runs with
``manage.py check --deploy``.
"""

import sqlite3
from collections.abc import Sequence
from importlib.util import find_spec
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register

from config.caches import SHARED
from config.capacity import SQLITE_MENDED

LOOPBACK = ("localhost", ".localhost", "127.0.0.1", "[::1]")

AppConfigs = Sequence[AppConfig] | None


def register_all() -> None:
    """Hand every check of this module to Django."""
    register(one_process_for_an_old_sqlite)
    register(debug_stays_at_home)
    register(counters_can_be_shared)
    register(hosts_are_named, deploy=True)
    register(proxies_are_counted, deploy=True)


def one_process_for_an_old_sqlite(app_configs: AppConfigs, **kwargs: Any) -> list[CheckMessage]:
    """Warn where several processes share a file that an old SQLite may corrupt."""
    engine = settings.DATABASES["default"]["ENGINE"]
    if (
        not engine.endswith("sqlite3")
        or settings.WORKERS == 1
        or sqlite3.sqlite_version_info >= SQLITE_MENDED
    ):
        return []
    return [
        Warning(
            f"ROSTER_WORKERS is {settings.WORKERS}, and SQLite {sqlite3.sqlite_version} may "
            "corrupt its file when several processes write it.",
            hint="Use one worker, PostgreSQL, or SQLite 3.51.3 (it mended the WAL-reset bug).",
            id="roster.W001",
        )
    ]


def debug_stays_at_home(app_configs: AppConfigs, **kwargs: Any) -> list[CheckMessage]:
    """Refuse DEBUG for a host that others can reach: its error pages show everything."""
    public = [host for host in settings.ALLOWED_HOSTS if host not in LOOPBACK]
    if not settings.DEBUG or not public:
        return []
    return [
        Error(
            f"DEBUG is on, and ALLOWED_HOSTS names {', '.join(public)}.",
            hint="Unset DEBUG, or allow localhost only.",
            id="roster.E001",
        )
    ]


def counters_can_be_shared(app_configs: AppConfigs, **kwargs: Any) -> list[CheckMessage]:
    """Refuse a Redis that nothing here can speak to: each request would fail."""
    shared = settings.CACHES["default"]["BACKEND"] == SHARED
    if not shared or find_spec("redis"):
        return []
    return [
        Error(
            "ROSTER_CACHE_URL names a Redis, and the package redis is not installed.",
            hint="Install roster-registry[redis], or unset ROSTER_CACHE_URL.",
            id="roster.E003",
        )
    ]


def hosts_are_named(app_configs: AppConfigs, **kwargs: Any) -> list[CheckMessage]:
    """Refuse to deploy for every host name: links in answers are built from the name asked."""
    if "*" not in settings.ALLOWED_HOSTS:
        return []
    return [
        Error(
            "ALLOWED_HOSTS is '*', so anyone can have links point to a host of theirs.",
            hint="Name the hosts that Roster answers for.",
            id="roster.E002",
        )
    ]


def proxies_are_counted(app_configs: AppConfigs, **kwargs: Any) -> list[CheckMessage]:
    """Warn where there must be a proxy and none is named: every visitor has its address then."""
    if not settings.HTTPS or settings.TRUSTED_PROXIES:
        return []
    return [
        Warning(
            "ROSTER_HTTPS says that visitors come through a proxy, and ROSTER_TRUSTED_PROXIES "
            "is 0: throttles, lists of addresses and the log take the proxy for the visitor.",
            hint="Say how many proxies there are, each adding to X-Forwarded-For; mostly 1.",
            id="roster.W002",
        )
    ]
