"""The server's own program: what it makes ready before it serves, and how it is told to stop."""

import resource
import signal
from pathlib import Path

import pytest

from config import health, metrics, server


@pytest.fixture
def stopping(tmp_path: Path):
    """A server that is not started, and drains for a minute."""
    options = {"target": "config.rsgi:application", "interface": "rsgi"}
    made = server.Server(drain=60, folder=tmp_path, **options)
    yield made
    if made.timer:
        made.timer.cancel()


def test_its_signs_are_the_ones_that_the_workers_look_for():
    assert (server.FOLDER, server.STOPPING) == (metrics.FOLDER, health.STOPPING)


def test_a_folder_holds_nothing_of_an_earlier_server(tmp_path):
    folder = tmp_path / "serving" / "8000"
    server.fresh_folder(folder)
    (folder / "stopping").touch()
    server.fresh_folder(folder)
    assert list(folder.iterdir()) == []
    assert folder.stat().st_mode & 0o777 == 0o700


def test_it_may_open_as_many_files_as_it_is_allowed():
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    try:
        assert server.allow_many_files() >= before[0]
        assert resource.getrlimit(resource.RLIMIT_NOFILE)[0] == before[1]
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, before)


def test_it_drains_before_it_stops(stopping, tmp_path):
    stopping.signal_handler_interrupt(signal.SIGTERM, None)
    assert (tmp_path / "stopping").exists()
    assert not stopping.interrupt_signal
    stopping.signal_handler_interrupt(signal.SIGTERM, None)
    assert stopping.interrupt_signal


def test_ctrl_c_stops_at_once(stopping, tmp_path):
    stopping.signal_handler_interrupt(signal.SIGINT, None)
    assert (tmp_path / "stopping").exists()
    assert stopping.interrupt_signal
