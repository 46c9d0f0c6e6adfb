"""How many processes serve where nobody has said: what the machine has, and the database bears."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from typing import Any

# Older ones may corrupt their file when several processes write it (the WAL-reset bug).
SQLITE_MENDED = (3, 51, 3)
MOST = 16
QUOTA = Path("/sys/fs/cgroup/cpu.max")


def default_workers(place: dict[str, Any]) -> int:
    """Return one process for each core that we may use, and one alone for an old SQLite."""
    if place["ENGINE"].endswith("sqlite3") and sqlite3.sqlite_version_info < SQLITE_MENDED:
        return 1
    return min(cores(), MOST)


def cores(quota: Path = QUOTA) -> int:
    """Return how many cores this process may use, by its affinity and its container's quota."""
    found = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    try:
        most, period = quota.read_text(encoding="ascii").split()
        allowed = int(most) // int(period)
    except (OSError, ValueError):  # no such file, or "max": no quota
        return found or 1
    return max(1, min(found or 1, allowed))
