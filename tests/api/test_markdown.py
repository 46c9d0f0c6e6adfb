"""The file itself: the bytes that came in, and nothing that a browser could run."""

import base64
import hashlib

import pytest

from agents_app.actions.publish_agent import publish_agent
from agents_app.actions.revise_agent import revise_agent
from agents_app.actor import SYSTEM
from tests.makers import make_agent, make_collection, make_text

MARKDOWN = {"accept": "text/markdown"}
PLAIN = make_text("odd", body="# Words\n")
ODD = {
    "plain": PLAIN,
    "byte order mark": b"\xef\xbb\xbf" + PLAIN,
    "CRLF": PLAIN.replace(b"\n", b"\r\n"),
    "old Mac": PLAIN.replace(b"\n", b"\r"),
    "no newline at the end": PLAIN.rstrip(b"\n"),
    "blanks at the end": PLAIN + b"   \n\n\n\t",
    "comment": PLAIN.replace(b"\ntools", b"\n# note\ntools"),
    "odd quotes": PLAIN.replace(b"name: odd", b"name:   'odd'   "),
    "repaired": PLAIN.replace(b"Use when", b"Use: when: it"),
    "script": PLAIN + b"<script>alert(1)</script>\n",
    "emoji": PLAIN + "🦊 \u2028\u2029\n".encode(),
}


@pytest.mark.parametrize("data", ODD.values(), ids=ODD.keys())
def test_gives_back_the_bytes_that_came_in(client, db, data):
    publish_agent(make_collection(), data, path="odd.md", by=SYSTEM)
    digest = hashlib.sha256(data)
    for address in ("/api/agents/odd/", "/api/agents/odd/revisions/1/"):
        response = client.get(address, headers=MARKDOWN)
        assert response.status_code == 200
        assert response.content == data
        assert response["Repr-Digest"] == f"sha-256=:{base64.b64encode(digest.digest()).decode()}:"
        shown = client.get(address).json()
        assert shown.get("revision", shown)["digest"] == f"sha256:{digest.hexdigest()}"
        assert shown.get("revision", shown)["size"] == len(data)


def test_carries_the_headers_of_a_harmless_file(client, db):
    make_agent("reader", collection="team")
    response = client.get("/api/agents/team:reader/?format=md")
    expected = {
        "Content-Type": "text/markdown; charset=utf-8",
        "Content-Disposition": 'inline; filename="reader.md"',
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "Cross-Origin-Resource-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-cache",
    }
    assert {name: response[name] for name in expected} == expected
    assert response["ETag"]


def test_costs_two_queries(client, db, django_assert_num_queries):
    make_agent("reader")
    for address in ("/api/agents/reader/", "/api/agents/reader/revisions/1/"):
        with django_assert_num_queries(3):  # serial, hidden, bytes
            client.get(address, headers=MARKDOWN)


def test_past_texts_stay_as_they_were(client, db):
    first = make_text("reader", body="One.")
    agent = publish_agent(make_collection(), first, by=SYSTEM)
    second = make_text("reader", body="Two.")
    revise_agent(agent, second, by=SYSTEM)
    for address, data in (("revisions/1/", first), ("revisions/2/", second), ("", second)):
        assert client.get(f"/api/agents/reader/{address}?format=md").content == data


def test_json_and_markdown_lead_to_each_other(client, db):
    make_agent("reader")
    link = '<http://testserver/api/agents/reader/?format={}>; rel="alternate"; type="{}"'
    shown = client.get("/api/agents/reader/")["Link"]
    assert link.format("md", "text/markdown") in shown
    assert link.format("json", "application/json") not in shown
    assert (
        link.format("json", "application/json")
        in client.get("/api/agents/reader/?format=md")["Link"]
    )


def test_links_do_not_take_over_the_face_that_was_asked_for(client, db):
    make_agent("reader")
    shown = client.get("/api/agents/reader/?format=json").json()
    assert shown["markdown"] == "http://testserver/api/agents/reader/?format=md"
    assert shown == client.get("/api/agents/reader/").json()


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("*/*", "application/json"),
        ("application/*", "application/json"),
        ("text/markdown", "text/markdown"),
        ("text/markdown, */*", "text/markdown"),
        ("text/markdown; charset=utf-8", "text/markdown"),
        ("text/markdown;q=0.1, application/json", "application/json"),
        ("text/markdown, application/json;q=0.9", "text/markdown"),
        ("application/json; indent=4", "application/json"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html"),
        ("text/html;q=0, */*", "application/json"),
        ("application/json;q=0, */*;q=0.5, text/html;q=0.1", "text/markdown"),
        ("a/b, " * 50 + "text/markdown", "text/markdown"),
    ],
)
def test_accept_is_read_with_its_qualities(client, db, accept, media_type):
    make_agent("reader")
    response = client.get("/api/agents/reader/", headers={"accept": accept})
    assert (response.status_code, response["Content-Type"].partition(";")[0]) == (200, media_type)


def test_format_goes_before_accept(client, db):
    make_agent("reader")
    response = client.get("/api/agents/reader/?format=json", headers=MARKDOWN)
    assert response["Content-Type"] == "application/json"


@pytest.mark.parametrize(
    "address", ["agents/", "agents/reader/sections/", "agents/reader/revisions/", "tools/Read/"]
)
def test_what_is_no_file_has_no_such_face(client, db, address):
    make_agent("reader")
    assert client.get(f"/api/{address}?format=md").status_code == 406
    assert client.get(f"/api/{address}", headers=MARKDOWN).status_code == 406
