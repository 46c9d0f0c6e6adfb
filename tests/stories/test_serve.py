"""``manage.py serve``: from nothing to an answer, once more without loss, and no when it must."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, build_opener, urlopen

import pytest

from agents_app.management.commands.serve import signpost

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60.0


@pytest.fixture
def port() -> int:
    """A port that was free a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start(folder: Path, port: int, **variables: str) -> subprocess.Popen[str]:
    """Start the command with nothing set but the data folder."""
    ours = ("ALLOWED_HOSTS", "DATABASE_URL", "DEBUG", "SECRET_KEY")
    clean = {name: os.environ[name] for name in os.environ if name not in ours}
    return subprocess.Popen(
        [sys.executable, "manage.py", "serve", "--port", str(port)],
        cwd=ROOT,
        env=clean | {"ROSTER_DATA_DIR": str(folder)} | variables,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


@contextmanager
def serving(folder: Path, port: int, said: list[str] | None = None) -> Iterator[str]:
    """Start the server, wait until it answers, and stop it as Ctrl-C does.

    said: gets what the command says at the start.
    """
    process = start(folder, port)
    root = f"http://127.0.0.1:{port}/"
    try:
        wait_for(root, process)
        if said is not None and process.stdout is not None:
            while not said or "Ctrl-C" not in said[-1]:
                said.append(process.stdout.readline())
        yield root
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=PATIENCE)


def wait_for(address: str, process: subprocess.Popen[str]) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if process.poll() is not None:
            pytest.fail(f"The server stopped:\n{process.communicate()[0]}")
        try:
            urlopen(address, timeout=5).close()
        except URLError:
            time.sleep(0.1)
        else:
            return
    pytest.fail(f"Nothing answered at {address}")


def read(address: str) -> dict[str, object]:
    with urlopen(address, timeout=5) as response:
        answer: dict[str, object] = json.load(response)
    return answer


def test_it_serves_the_library_and_loses_nothing_when_started_again(tmp_path, port):
    with serving(tmp_path, port) as root:
        first = read(f"{root}api/agents/django-expert/")
    assert first["key"] == "django-expert"
    with serving(tmp_path, port) as root:
        assert read(f"{root}api/agents/django-expert/") == first


def test_the_first_admin_comes_in_by_the_link_that_is_printed_once(tmp_path, port):
    said: list[str] = []
    with serving(tmp_path, port, said) as root:
        (link,) = re.findall(r"http://\S+/admin/first/\S+", "".join(said))
        browser = build_opener(HTTPCookieProcessor(CookieJar()))
        page = browser.open(link, timeout=30).read().decode()
        (token,) = re.findall(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        chosen = {"username": "ann", "password1": "quite-a-long-one"}
        chosen |= {"password2": "quite-a-long-one", "csrfmiddlewaretoken": token}
        entered = browser.open(link, urlencode(chosen).encode(), timeout=30)
        assert entered.url == f"{root}admin/"
        assert json.load(browser.open(f"{root}api/auth/me/"))["roles"] == ["admin"]
        with pytest.raises(HTTPError, match="404"):
            urlopen(link, timeout=30)
    again: list[str] = []
    with serving(tmp_path, port, again):
        assert "admin/first" not in "".join(again)


def test_it_says_so_when_the_port_is_taken(tmp_path, port):
    with socket.socket() as squatter:
        squatter.bind(("127.0.0.1", port))
        squatter.listen()
        process = start(tmp_path, port)
        said, _ = process.communicate(timeout=PATIENCE)
    assert process.returncode == 1
    assert f"cannot listen at 127.0.0.1:{port}" in said
    assert "Traceback" not in said
    assert not (tmp_path / "roster.sqlite3").exists()


def test_a_misspelt_setting_is_a_sentence(tmp_path, port):
    process = start(tmp_path, port, ROSTER_WORKRES="2")
    said, _ = process.communicate(timeout=PATIENCE)
    assert process.returncode == 1
    assert "Did you mean ROSTER_WORKERS?" in said
    assert "Traceback" not in said


@pytest.mark.parametrize(
    ("host", "shown"),
    [("0.0.0.0", "http://127.0.0.1:80/"), ("::1", "http://[::1]:80/"), ("a.b", "http://a.b:80/")],
)
def test_the_signpost_names_an_address_that_opens(host, shown):
    assert f"{shown}api/docs/" in signpost(host, 80)
