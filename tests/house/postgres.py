"""Run a command beside a throwaway PostgreSQL, and leave nothing behind.

    python -m tests.house.postgres -- pytest

The cluster lives in a folder of its own and answers on a socket in it, so it meets no other
cluster and nobody from outside; a port on loopback is opened only where one is asked for.
``--look`` only tells, by its exit status, whether it could run.
"""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn

PLACES = ("/usr/lib/postgresql/*/bin", "/usr/local/pgsql/bin")
PROGRAMS = ("initdb", "pg_ctl", "createdb")
PLAIN = ("-E", "UTF8", "--no-locale", "--no-sync")
# The cluster is thrown away, so nothing has to survive a power cut. And nothing looks at tables
# while tests fill them in transactions of their own: it would find them empty, and plan for that.
HASTY = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c autovacuum=off"
SOCKET = "postgres://roster@/{}/roster"


def programs() -> Path | None:
    """The folder with PostgreSQL's programs: of the path, else the newest that is installed."""
    on_path = shutil.which("initdb")
    found = [Path(on_path).resolve().parent] if on_path else []
    for place in PLACES:
        folders = Path("/").glob(place.lstrip("/"))
        found += sorted(folders, key=_version, reverse=True)
    complete = (folder for folder in found if all((folder / name).exists() for name in PROGRAMS))
    return next(complete, None)


@contextmanager
def cluster(binaries: Path, manner: str = HASTY, *, port: int = 0) -> Iterator[str]:
    """Start a cluster, give the address of its database, stop and remove it whatever happens.

    port: one on loopback, where it answers too.
    """
    with _home(binaries) as (folder, run):
        run("initdb", "-D", "data", "-U", "roster", "-A", "trust", *PLAIN)
        start(binaries, folder, manner, port=port)
        where = ("-h", str(folder), "-p", str(port or 5432))
        run("createdb", *where, "-U", "roster", "roster")
        yield f"postgres://roster@127.0.0.1:{port}/roster" if port else SOCKET.format(folder)


@contextmanager
def follower(binaries: Path, primary: str, *, port: int) -> Iterator[str]:
    """Start a cluster that follows the one at an address, and give its own address."""
    with _home(binaries) as (folder, run):
        kind = ("-R", "-X", "stream", "-c", "fast", "--no-sync")
        run("pg_basebackup", "-D", "data", *kind, "-d", primary)
        start(binaries, folder, port=port)
        yield f"postgres://roster@127.0.0.1:{port}/roster"


def start(binaries: Path, folder: Path, manner: str = HASTY, *, port: int = 0) -> None:
    """Start the cluster of a folder, and wait until it answers."""
    address = "127.0.0.1" if port else "''"
    options = f"{manner} -c listen_addresses={address} -c port={port or 5432} -k {folder}"
    words = ("start", "-w", "-D", "data", "-l", "log", "-o", options)
    _run(binaries / "pg_ctl", *words, folder=folder, owner=_owner())


@contextmanager
def _home(binaries: Path) -> Iterator[tuple[Path, Callable[..., None]]]:
    """Give a folder for a cluster and what runs a program there; stop and remove all of it."""
    owner, folder = _owner(), Path(tempfile.mkdtemp(prefix="roster-postgres-"))

    def run(program: str, *arguments: str) -> None:
        _run(binaries / program, *arguments, folder=folder, owner=owner)

    try:
        if owner:
            os.chown(folder, owner["user"], owner["group"])
        yield folder, run
    finally:
        with _undisturbed():
            if (folder / "data" / "postmaster.pid").exists():
                run("pg_ctl", "stop", "-D", "data", "-m", "immediate")
            shutil.rmtree(folder)


def main(arguments: Sequence[str]) -> int:
    """Run the command after ``--`` and return its exit status."""
    binaries = programs()
    if list(arguments) == ["--look"]:
        return 0 if binaries else 1
    if not arguments or arguments[0] != "--" or len(arguments) < 2:
        print(__doc__, file=sys.stderr)
        return 2
    if binaries is None:
        print("PostgreSQL's programs (initdb, pg_ctl) are not installed.", file=sys.stderr)
        return 3
    signal.signal(signal.SIGTERM, _stop)
    with cluster(binaries) as url:
        print(f"PostgreSQL of {binaries} answers at {url}", flush=True)
        environment = os.environ | {"DATABASE_URL": url}
        return subprocess.run(arguments[1:], env=environment, check=False).returncode


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Once we tidy up, a second Ctrl-C must not leave half of it lying about."""
    numbers = (signal.SIGINT, signal.SIGTERM)
    before = [signal.signal(number, signal.SIG_IGN) for number in numbers]
    try:
        yield
    finally:
        for number, handler in zip(numbers, before, strict=True):
            signal.signal(number, handler)


def _version(folder: Path) -> tuple[int, ...]:
    """Sort 9.6 before 15: the folder above ``bin`` is named by the version."""
    parts = folder.parent.name.split(".")
    return tuple(int(part) for part in parts if part.isdigit())


def _owner() -> dict[str, int] | None:
    """Who runs the programs: PostgreSQL refuses root, so root lends them to another user."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    user = known.get("postgres") or known["nobody"]
    return {"user": user.pw_uid, "group": user.pw_gid}


def _run(program: Path, *arguments: str, folder: Path, owner: Mapping[str, int] | None) -> None:
    """Run one of PostgreSQL's programs in ``folder``; what it says is shown only when it fails."""
    lent: dict[str, Any] = {**owner, "extra_groups": []} if owner else {}
    words = [str(program), *arguments]
    # Into a file, not a pipe: the server outlives pg_ctl and would hold the pipe open.
    with tempfile.TemporaryFile("w+") as said:
        done = subprocess.run(
            words, stdout=said, stderr=subprocess.STDOUT, cwd=folder, check=False, **lent
        )
        if done.returncode:
            said.seek(0)
            raise SystemExit(f"{program} failed:\n{said.read()}")


def _stop(number: int, frame: object) -> NoReturn:
    raise SystemExit(128 + number)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
