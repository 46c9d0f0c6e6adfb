"""What docker-compose.yml starts, started by hand: the same environment, the same services."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
import yaml

from tests.house import redis as throwaway
from tests.house.postgres import cluster, programs
from tests.house.servers import ROOT, free_port, read, serving, status_of

COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
WEB = COMPOSE["services"]["web"]
WRITTEN = {
    "POSTGRES_PASSWORD": "something",
    "ROSTER_WORKERS": "2",
    "ROSTER_TRUSTED_PROXIES": "1",
    "ROSTER_THROTTLE_ADDRESS": "5",
}
pytestmark = [
    throwaway.wanted,
    pytest.mark.skipif(not programs(), reason="initdb and pg_ctl are not installed"),
]


def as_compose_reads(value: str) -> str:
    """Put in what ``.env`` says: ``${NAME:-default}`` or ``${NAME:?what to do}``."""

    def written(match: re.Match[str]) -> str:
        name, kind, other = match.groups()
        assert kind == "-" or name in WRITTEN, other
        return WRITTEN.get(name, other)

    return re.sub(r"\$\{(\w+):([-?])([^}]*)\}", written, value)


def environment(**places: str) -> dict[str, str]:
    """Return what the container is told, with services where we have started them."""
    told = {name: as_compose_reads(value) for name, value in WEB["environment"].items()}
    for service, place in places.items():
        named = [name for name, value in told.items() if f"{service}:" in value]
        assert len(named) == 1, service
        told[named[0]] = re.sub(rf"{service}:\d+", place, told[named[0]])
    return told


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Start the three services; give the address of the server."""
    folder, binaries = tmp_path_factory.mktemp("data"), programs()
    assert binaries is not None
    ports = {"database": free_port(), "redis": free_port()}
    told = environment(**{name: f"127.0.0.1:{port}" for name, port in ports.items()})
    with (
        cluster(binaries, port=ports["database"]),
        throwaway.redis(ports["redis"]),
        serving(Path(folder), free_port(), **told) as root,
    ):
        yield root


def test_the_web_waits_for_what_it_needs() -> None:
    services = COMPOSE["services"]
    needed = WEB["depends_on"]
    assert needed.keys() == services.keys() - {"web"}
    assert all(each["condition"] == "service_healthy" for each in needed.values())
    assert all("healthcheck" in service for service in services.values())
    assert "/readyz" in " ".join(WEB["healthcheck"]["test"])


def test_it_is_given_time_to_stop() -> None:
    grace = int(WEB["stop_grace_period"].removesuffix("s"))
    assert grace > int(environment()["ROSTER_DRAIN_SECONDS"]) + 40


def test_the_image_runs_as_a_plain_user() -> None:
    lines = (ROOT / "Dockerfile").read_text(encoding="utf-8").splitlines()
    (user,) = [line.split()[1] for line in lines if line.startswith("USER ")]
    assert user == "roster"
    assert lines.index(f"USER {user}") < next(
        number for number, line in enumerate(lines) if line.startswith("CMD ")
    )
    assert "/readyz" in "\n".join(lines)


def test_it_serves(started: str) -> None:
    assert status_of(f"{started}readyz") == 200
    assert read(f"{started}api/agents/django-expert/")["key"] == "django-expert"
    assert read(f"{started}api/search/?q=postgres")["count"] > 0


def test_two_processes_count_together(started: str) -> None:
    for _ in range(20):
        read(f"{started}api/agents/?limit=1")
    lines = urlopen(f"{started}metrics", timeout=30).read().decode().splitlines()
    told: dict[str, Any] = dict(line.rsplit(" ", 1) for line in lines if line[:1] != "#")
    # Each of the two answers once, and from its memory then.
    count = 'roster_request_seconds_count{{method="GET",route="{}",status="200"}}'
    assert sum(float(told.get(count.format(each), 0)) for each in ("agent-list", "memory")) == 20
    assert float(told["roster_agents"]) == 21
    assert float(told["roster_journal_serial"]) > 21
    assert float(told["roster_requests_in_flight"]) == 0


def asked_by(address: str, path: str) -> int:
    """Return what a visitor gets who comes through the proxy."""
    try:
        with urlopen(Request(path, headers={"X-Forwarded-For": address}), timeout=30) as answer:
            return int(answer.status)
    except HTTPError as refusal:
        refusal.close()
        return refusal.code


def test_two_processes_throttle_together(started: str) -> None:
    found = [asked_by("192.0.2.7", f"{started}api/") for _ in range(12)]
    assert found == [200] * 5 + [429] * 7
    assert asked_by("192.0.2.8", f"{started}api/") == 200


def test_visitors_see_no_metrics(started: str) -> None:
    assert asked_by("192.0.2.9", f"{started}metrics") == 403
