"""Ten thousand clients who say nothing, or say it slowly: whether the others notice."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tests.benchmarks.read_path.hot import DETAIL
from tests.benchmarks.read_path.servers import Server, raise_file_limit
from tests.benchmarks.read_path.wrk import load

MOST = 10_000
SPARE = 500  # files that the processes need for themselves
ASKING = 20  # one of so many asks for something before it falls silent
PATIENCE = 5.0  # seconds to be let in
CALM = 2.0  # seconds for the server to see that the crowd has gone
PAUSE = 5.0  # seconds between two letters of who speaks slowly
WHOLE = b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
SLOW = b"GET /api/ HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: "


def measure(server: Server, *, seconds: float, connections: int = MOST) -> dict[str, Any]:
    """Return what healthy clients get before, beside and after them, and how many were held."""
    connections = min(connections, raise_file_limit() - SPARE)
    before = load(server, [DETAIL], seconds=seconds)
    with _crowd(server, connections) as crowd:
        beside = load(server, [DETAIL], seconds=seconds)
        held = sum(map(_is_open, crowd))
        memory = server.memory()
    time.sleep(CALM)
    after = load(server, [DETAIL], seconds=seconds)
    told = {"before": before.as_dict(), "beside": beside.as_dict(), "after": after.as_dict()}
    return {"connections": len(crowd), "held": held, "memory": memory, **told}


@contextmanager
def _crowd(server: Server, connections: int) -> Iterator[list[socket.socket]]:
    """Connect: every other one never ends what it says; of the rest few have asked once."""
    crowd: list[socket.socket] = []
    stop = threading.Event()
    dripping = threading.Thread(target=_drip, args=(crowd, stop), daemon=True)
    try:
        with contextlib.suppress(OSError):  # the server takes no more: those are the crowd
            for number in range(connections):
                each = socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE)
                crowd.append(each)
                if number % 2:
                    each.sendall(SLOW)
                elif number % ASKING == 0:
                    each.sendall(WHOLE)
                    each.recv(65_536)
        dripping.start()
        yield crowd
    finally:
        stop.set()
        if dripping.is_alive():
            dripping.join()
        for each in crowd:
            each.close()


def _drip(crowd: list[socket.socket], stop: threading.Event) -> None:
    while not stop.wait(PAUSE):
        for each in crowd[1::2]:
            with contextlib.suppress(OSError):
                each.send(b"x")


def _is_open(each: socket.socket) -> bool:
    """Tell whether the server has hung up; what it answered is read away first."""
    each.setblocking(False)
    try:
        while received := each.recv(65_536):
            del received
    except BlockingIOError:
        return True
    except OSError:
        return False
    return False
