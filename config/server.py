"""The server: granian, told how to hold many connections and how to stop without losing any.

    python -m config.server --host 127.0.0.1 --port 8000

``manage.py serve`` becomes this program. It never loads Django: its workers do.

SIGTERM begins a drain: ``/readyz`` says no, each answer asks for its connection to be closed, and
all else goes on for so many seconds as a balancer needs to notice. Then nothing more is taken, and
what has begun is finished. SIGINT, or a second SIGTERM, ends the drain.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import signal
from collections.abc import Sequence
from pathlib import Path
from threading import Timer
from typing import Any

from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings
from granian.log import LogLevels

# As config/metrics.py and config/health.py name them.
FOLDER, STOPPING = "PROMETHEUS_MULTIPROC_DIR", "stopping"
# Connections wait in the kernel until a worker takes them. It takes up to three for each four files
# that it may have open (long answers wait in files too): an idle one costs 2 KiB and no thread.
BACKLOG = 4_096
MOST_HELD = 100_000
HEAD_MILLISECONDS = 20_000
KILL_SECONDS = 40


class Server(Granian):  # type: ignore[misc,valid-type] # a name that granian makes by the platform
    """Granian, which drains before it stops."""

    def __init__(self, *, drain: float, folder: Path, **options: Any) -> None:
        super().__init__(**options)
        self.drain = drain
        self.sign = folder / STOPPING
        self.timer: Timer | None = None

    def signal_handler_interrupt(self, *heard: Any, **more: Any) -> None:
        """Say that we are to stop, and stop a while later; at once when told again."""
        self.sign.touch()
        if heard[:1] == (signal.SIGTERM,) and self.drain and self.timer is None:
            self.timer = Timer(self.drain, super().signal_handler_interrupt)
            self.timer.daemon = True
            self.timer.start()
        else:
            super().signal_handler_interrupt()


def main(arguments: Sequence[str] | None = None) -> None:
    """Serve until told to stop."""
    asked = _parser().parse_args(arguments)
    files = allow_many_files()
    folder = fresh_folder(asked.folder)
    os.environ[FOLDER] = str(folder)
    try:
        Server(
            drain=asked.drain,
            folder=folder,
            target="config.rsgi:application",
            address=asked.host,
            port=asked.port,
            interface=Interfaces.RSGI,
            http=HTTPModes.http1,
            websockets=False,
            workers=asked.workers,
            backlog=BACKLOG,
            backpressure=min(files * 3 // 4, MOST_HELD),
            http1_settings=HTTP1Settings(header_read_timeout=HEAD_MILLISECONDS),
            log_level=LogLevels.warning,
            respawn_failed_workers=True,
            workers_kill_timeout=KILL_SECONDS,
            working_dir=Path(__file__).resolve().parent.parent,
        ).serve()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def allow_many_files() -> int:
    """Raise the limit of open files as far as we may, and return it: each connection is one."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    return most if most != resource.RLIM_INFINITY else MOST_HELD


def fresh_folder(folder: Path) -> Path:
    """Make a folder for what the workers tell each other, without what an earlier server left."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, mode=0o700)
    return folder


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m config.server", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--drain", type=float, default=0, help="seconds from SIGTERM on")
    parser.add_argument("--folder", type=Path, required=True, help="made anew, and removed")
    return parser


if __name__ == "__main__":
    main()
