"""The headers of twelve answers of every kind, as a whole: one that changes is seen here."""

import pytest
from django.test import Client

from config.headers import DATA_POLICY, HEADERS, PAGE_POLICY, TEXT_POLICY
from tests.makers import make_agent

PASSING = {"Content-Length", "ETag", "Expires", "Last-Modified", "Link", "Repr-Digest", "Vary"}
PASSING |= {"Server-Timing", "X-Request-ID"}
SAFE = HEADERS | {"Cross-Origin-Opener-Policy": "same-origin"}
AGENTS = {"Allow": "GET, POST, HEAD, OPTIONS"}
AGENT = {"Allow": "GET, PUT, PATCH, DELETE, HEAD, OPTIONS"}
READ = {"Allow": "GET, HEAD, OPTIONS", "Cache-Control": "no-cache"}
REFUSED = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": DATA_POLICY,
    "Content-Type": "application/problem+json",
}
DATA = {"Content-Security-Policy": DATA_POLICY, "Content-Type": "application/json"}
PAGE = {"Content-Security-Policy": PAGE_POLICY, "Content-Type": "text/html; charset=utf-8"}
FILE = {"Content-Security-Policy": "sandbox; default-src 'none'"}
MARKDOWN = FILE | {
    "Content-Disposition": 'inline; filename="reader.md"',
    "Content-Type": "text/markdown; charset=utf-8",
}
DRAWING = FILE | {
    "Content-Disposition": 'inline; filename="graph.mmd"',
    "Content-Type": "text/vnd.mermaid; charset=utf-8",
}
CONTRACT = {
    "Content-Disposition": 'inline; filename="Roster.json"',
    "Content-Security-Policy": DATA_POLICY,
    "Content-Type": "application/vnd.oai.openapi+json",
}
SIGN_IN = PAGE | {"Cache-Control": "max-age=0, no-cache, no-store, must-revalidate, private"}
SCRIPT = {
    "Cache-Control": "max-age=60, public",
    "Content-Security-Policy": TEXT_POLICY,
    "Content-Type": 'text/javascript; charset="utf-8"',
}

# Address and Accept: the status, and the headers beside SAFE.
ANSWERS: dict[tuple[str, str], tuple[int, dict[str, str]]] = {
    ("/api/", "application/json"): (200, READ | DATA),
    ("/api/agents/", "application/json"): (200, READ | AGENTS | DATA),
    ("/api/agents/", "text/html"): (200, READ | AGENTS | PAGE),
    ("/api/agents/reader/", "application/json"): (200, READ | AGENT | DATA),
    ("/api/agents/reader/", "text/markdown"): (200, READ | AGENT | MARKDOWN),
    ("/api/agents/nope/", "text/markdown"): (404, REFUSED | AGENT),
    ("/api/graph/?format=mermaid", "*/*"): (200, READ | DRAWING),
    ("/api/schema/?format=json", "*/*"): (200, READ | CONTRACT),
    ("/api/docs/", "text/html"): (200, PAGE | {"Allow": "GET, HEAD"}),
    ("/api/nowhere/", "text/html"): (404, REFUSED),
    ("/nowhere/", "text/html"): (404, PAGE | {"Cache-Control": "no-store"}),
    ("/admin/login/", "text/html"): (200, SIGN_IN),
    ("/static/api/browse.js", "*/*"): (200, SCRIPT),
}


@pytest.mark.parametrize(("address", "accept"), ANSWERS)
def test_an_answer_has_these_headers_and_no_others(client, db, address, accept):
    make_agent("reader")
    status, expected = ANSWERS[address, accept]
    response = client.get(address, headers={"accept": accept})
    found = {name: value for name, value in response.headers.items() if name not in PASSING}
    assert (response.status_code, found) == (status, SAFE | expected)


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "a b", "", "[::2]"])
def test_another_host_is_refused_as_safely(client, db, host):
    response = client.get("/api/", headers={"host": host})
    found = {name: value for name, value in response.headers.items() if name not in PASSING}
    assert (response.status_code, found) == (400, SAFE | REFUSED)


def test_our_own_mistake_is_told_as_safely(db, monkeypatch):
    def fail(*args: object) -> None:
        raise ValueError("words of our own")

    monkeypatch.setattr("api.root.views.RootView.get", fail)
    response = Client(raise_request_exception=False).get("/api/")
    found = {name: value for name, value in response.headers.items() if name not in PASSING}
    assert (response.status_code, found) == (500, SAFE | REFUSED)
    assert not [
        word
        for word in (b"Traceback", b"words", b"File ", b"/api/root")
        if word in response.content
    ]
