"""The pages for people, in a real browser: they show something, and ask nobody but us."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.house.sources import ROOT

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
OURS = ("DATABASE_URL", "SECRET_KEY", "DEBUG", "ALLOWED_HOSTS")

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"there is no Chromium at {CHROMIUM}"),
]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the shipped library as ``make serve`` does, on a free port and a file of its own."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {
        name: value
        for name, value in os.environ.items()
        if name not in OURS and not name.startswith("ROSTER_")
    }
    environment["ROSTER_DATA_DIR"] = str(tmp_path_factory.mktemp("roster"))
    server = subprocess.Popen(
        [sys.executable, "manage.py", "serve", "--port", str(port)],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.DEVNULL,
    )
    try:
        yield wait_for(f"http://127.0.0.1:{port}", server)
    finally:
        server.terminate()
        server.wait(timeout=20)


def wait_for(home: str, server: subprocess.Popen[bytes]) -> str:
    for _ in range(300):
        assert server.poll() is None, "the server stopped before it answered"
        try:
            urllib.request.urlopen(f"{home}/api/", timeout=5).close()
        except urllib.error.URLError:
            time.sleep(0.1)
        else:
            return home
    raise AssertionError("the server did not answer within 30 seconds")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)


class Visit:
    """One page, and everything that it asked for or complained of."""

    def __init__(self, browser: Browser, home: str) -> None:
        self.home = home
        self.page: Page = browser.new_page()
        self.asked: list[str] = []
        self.complaints: list[str] = []
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("requestfailed", lambda request: self.complaints.append(request.url))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("console", self._hear)

    def _hear(self, message) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)

    def outside(self) -> list[str]:
        """Return the addresses beyond our own host; data and blobs are within the page."""
        ours = (f"{self.home}/", "data:", f"blob:{self.home}/")
        return [address for address in self.asked if not address.startswith(ours)]


@pytest.mark.parametrize(
    ("address", "shows"),
    [
        ("/api/docs/", "text=List the revisions of an agent"),
        ("/api/redoc/", "text=List the revisions of an agent >> nth=0"),
        ("/api/", "text=Roster, a registry"),
        ("/api/agents/", "text=Agent List >> nth=0"),
        ("/api/agents/django-expert/", "text=django-expert >> nth=0"),
        ("/api/agents/django-expert/sections/", "text=Best Practices >> nth=0"),
        ("/api/tools/", "text=mcp__context7__get-library-docs >> nth=0"),
        ("/api/journal/", "text=agent.published >> nth=0"),
    ],
)
def test_the_page_shows_itself_and_asks_nobody_else(browser, home, address, shows):
    visit = Visit(browser, home)
    visit.page.goto(f"{home}{address}")
    visit.page.wait_for_selector(shows, state="attached", timeout=30_000)
    visit.page.wait_for_load_state("networkidle")
    assert not visit.outside()
    assert not visit.complaints
    assert len(visit.asked) > 3
    visit.page.close()


def test_swagger_tries_out_what_the_contract_proposes(browser, home):
    visit = Visit(browser, home)
    visit.page.goto(f"{home}/api/docs/#/agents/readAgent")
    visit.page.click("text=Try it out")
    visit.page.click("text=Execute")
    visit.page.wait_for_selector('text=/"key": "django-expert"/ >> nth=0', timeout=30_000)
    answered = [each for each in visit.asked if "/api/agents/django-expert/" in each]
    assert answered
    assert not visit.outside()
    assert not visit.complaints
    visit.page.close()
