"""``manage.py serve``: from nothing to an answer, once more without loss, and no when it must."""

import json
import re
import socket
from http.cookiejar import CookieJar
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, build_opener, urlopen

import pytest

from agents_app.management.commands.serve import signpost
from tests.house.servers import PATIENCE, free_port, read, serving, start


@pytest.fixture
def port() -> int:
    """A port that was free a moment ago."""
    return free_port()


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
