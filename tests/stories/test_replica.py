"""A server with a PostgreSQL that follows another: it reads there, and never goes back in time."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import psycopg
import pytest

from tests.house.postgres import cluster, follower, programs
from tests.house.servers import ROOT, free_port, read, serving
from tests.makers import make_text

pytestmark = pytest.mark.skipif(not programs(), reason="initdb and pg_ctl are not installed")


@dataclass
class Pair:
    """A server with both databases behind it."""

    root: str
    primary: str
    replica: str
    folder: Path

    def publish(self, name: str) -> None:
        """Import an agent as another process does."""
        (self.folder / f"{name}.md").write_bytes(make_text(name))
        subprocess.run(
            [sys.executable, "manage.py", "import_agents", f"{self.folder}/{name}.md"],
            cwd=ROOT,
            env=os.environ | {"DATABASE_URL": self.primary, "ROSTER_DATA_DIR": str(self.folder)},
            check=True,
            capture_output=True,
        )

    def tell(self, statement: str) -> None:
        """Tell the replica to stop following, or to go on."""
        with psycopg.connect(self.replica, autocommit=True) as connection:
            connection.execute(statement.encode())

    def asked(self) -> dict[str, float]:
        """Return how often each database was asked so far."""
        lines = urlopen(f"{self.root}metrics", timeout=30).read().decode().splitlines()
        told = (line.rsplit(" ", 1) for line in lines if "roster_queries_total{" in line)
        return {name.split('"')[1]: float(value) for name, value in told}


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pair]:
    folder, binaries = tmp_path_factory.mktemp("data"), programs()
    assert binaries is not None
    with (
        cluster(binaries, port=free_port()) as primary,
        follower(binaries, primary, port=free_port()) as replica,
    ):
        told = {"DATABASE_URL": primary, "ROSTER_REPLICA_URL": replica, "ROSTER_WORKERS": "1"}
        with serving(folder, free_port(), **told) as root:
            found = Pair(root, primary, replica, folder)
            found.publish("first")
            yield found


def head_of(address: str, **headers: str) -> tuple[int, str]:
    """Return the status and the tag."""
    try:
        with urlopen(Request(address, headers=headers), timeout=30) as answer:
            return answer.status, answer.headers["ETag"]
    except HTTPError as other:
        other.close()
        return other.code, other.headers["ETag"] or ""


def wait_until_level(pair: Pair) -> None:
    """Wait until the replica answers reads again."""
    for number in range(200):
        before = pair.asked().get("replica", 0)
        read(f"{pair.root}api/agents/?q=nothing-{number}")  # asked once, so never from memory
        if pair.asked().get("replica", 0) - before > 1:
            return
    pytest.fail("The replica was never asked")


def test_reads_come_from_the_replica_when_it_is_as_new(pair: Pair) -> None:
    wait_until_level(pair)
    before = pair.asked()
    for _ in range(10):
        read(f"{pair.root}api/agents/django-expert/")
    after = pair.asked()
    moved = {name: after[name] - before[name] for name in after}
    assert moved["replica"] > 3 * moved["default"]


def test_what_is_written_is_read_at_once_and_nobody_goes_back(pair: Pair) -> None:
    wait_until_level(pair)
    listed = f"{pair.root}api/agents/"
    pair.tell("SELECT pg_wal_replay_pause()")
    try:
        for number in range(3):
            _, before = head_of(listed)
            pair.publish(f"later-{number}")
            status, after = head_of(listed, **{"If-None-Match": before})
            assert status == 200
            assert serial_of(after) > serial_of(before)
            assert read(f"{pair.root}api/agents/later-{number}/")["key"] == f"later-{number}"
            assert head_of(listed, **{"If-None-Match": after})[0] == 304
    finally:
        pair.tell("SELECT pg_wal_replay_resume()")
    wait_until_level(pair)
    assert head_of(listed, **{"If-None-Match": after})[0] == 304
    assert read(f"{pair.root}api/agents/later-2/")["key"] == "later-2"


def serial_of(tag: str) -> int:
    return int(tag[1:].split("-")[0])
