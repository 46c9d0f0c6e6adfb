"""The locks pin everything by hash and name no address: they are good behind any mirror."""

import json
import re

import pytest

from tests.house.sources import ROOT

PYTHON_LOCKS = ("requirements.lock", "requirements-dev.lock")
PINNED = re.compile(r"^([a-z0-9-]+)==(\S+)(?: ; [^\\]+)? \\$")


def pins(lock: str) -> dict[str, str]:
    """Name to version; every line that is neither a pin nor a hash fails."""
    found = {}
    for line in (ROOT / lock).read_text().splitlines():
        if not re.match(r"^    --hash=sha256:[0-9a-f]{64}( \\)?$", line):
            match = PINNED.match(line)
            assert match, f"{lock}: {line}"
            found[match[1]] = match[2]
    return found


@pytest.mark.parametrize("lock", PYTHON_LOCKS)
def test_every_line_is_a_pin_or_a_hash(lock):
    assert pins(lock)["djangorestframework"]


def test_what_is_tested_is_what_runs():
    runtime, everything = (pins(lock) for lock in PYTHON_LOCKS)
    assert runtime.items() <= everything.items()


def test_the_node_lock_names_hashes_and_no_downloads():
    lock = json.loads((ROOT / "tests/house/typescript/package-lock.json").read_text())
    packages = {name: each for name, each in lock["packages"].items() if name}
    assert all("integrity" in each and "resolved" not in each for each in packages.values())
