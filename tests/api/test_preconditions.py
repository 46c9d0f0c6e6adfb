"""Tags and 304: a read that changed nothing costs one query."""

import pytest

from agents_app.actions.retire_agent import retire_agent
from agents_app.actor import SYSTEM
from agents_app.definitions import digest_of
from tests.makers import make_agent, make_text

DIGEST = digest_of(make_text())
ADDRESSES = [
    "",
    "agents/",
    "agents/?limit=1&fields=name",
    "agents/code-reader/",
    "agents/code-reader/?format=md",
    "agents/code-reader/?format=api",
    "agents/code-reader/sections/",
    "agents/code-reader/integrations/",
    "agents/code-reader/revisions/",
    "agents/code-reader/revisions/1/",
    "agents/code-reader/revisions/1/?format=md",
    "agents/code-reader/revisions/1...1/",
    "agents/code-reader/revisions/1...1/?format=diff",
    f"definitions/{DIGEST}/",
    f"definitions/{DIGEST}/?format=md",
    "tools/",
    "tools/Read/",
    "integrations/",
    "graph/",
    "graph/?format=mermaid",
    "graph/path/?from=code-reader&to=code-reader",
    "graph/report/",
    "agents/code-reader/graph/?depth=2",
    "agents/code-reader/graph/?format=graphml",
    "agents/code-reader/impact/",
    "agents/code-reader/reach/",
    "collections/",
    "collections/library/",
    "journal/",
    "schema/",
]


@pytest.fixture(autouse=True)
def agent(db):
    """One agent, so that each address has something to answer."""
    return make_agent()


@pytest.mark.parametrize("address", ADDRESSES)
def test_who_has_it_already_is_told_so_in_one_query(client, address, django_assert_num_queries):
    first = client.get(f"/api/{address}")
    assert first.status_code == 200
    assert first["ETag"].startswith('"')
    assert first["Cache-Control"] == "no-cache"
    # The serial; of a file by its digest, whether the text is among those that are not hidden.
    with django_assert_num_queries(2 if "definitions/" in address and "md" in address else 1):
        again = client.get(f"/api/{address}", headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == first["ETag"]
    assert again["Cache-Control"] == first["Cache-Control"]
    assert again["Vary"] == first["Vary"]
    assert "Content-Type" not in again


def test_every_answer_has_a_tag_of_its_own(client):
    tags = [client.get(f"/api/{address}")["ETag"] for address in ADDRESSES]
    assert len(set(tags)) == len(tags)


def test_faces_and_hosts_differ(client):
    one = client.get("/api/agents/")["ETag"]
    page = client.get("/api/agents/", headers={"accept": "text/html"})
    assert page["ETag"] != one
    assert "Accept" in page["Vary"]
    assert client.get("/api/agents/", headers={"host": "localhost"})["ETag"] != one


def test_the_same_question_has_the_same_tag_until_something_changes(client, agent):
    tags = {client.get("/api/agents/")["ETag"] for _ in range(2)}
    assert len(tags) == 1
    retire_agent(agent, by=SYSTEM)
    assert client.get("/api/agents/")["ETag"] not in tags


def test_a_change_elsewhere_changes_the_tag_too(client):
    before = client.get("/api/tools/Read/")["ETag"]
    make_agent("another")
    headers = {"if-none-match": before}
    assert client.get("/api/tools/Read/", headers=headers).status_code == 200


@pytest.mark.parametrize("form", ["W/{}", '"other", {}', '"a", W/{}, "b"', "*", " {} "])
def test_tags_come_in_lists_weak_or_as_a_star(client, form):
    tag = client.get("/api/agents/")["ETag"]
    headers = {"if-none-match": form.format(tag)}
    assert client.get("/api/agents/", headers=headers).status_code == 304


@pytest.mark.parametrize("form", ['"other"', "nonsense", "", 'W/"', '"a" "b"', "x" * 5_000])
def test_other_tags_and_nonsense_change_nothing(client, form):
    assert client.get("/api/agents/", headers={"if-none-match": form}).status_code == 200


def test_a_star_does_not_bring_a_missing_thing_to_life(client):
    star = {"if-none-match": "*"}
    assert client.get("/api/agents/nope/", headers=star).status_code == 404
    assert client.get("/api/agents/?q=", headers=star).status_code == 400
    assert client.get("/api/agents/?format=xml", headers=star).status_code == 406


# The page for people is left out: it shows the method, one letter longer.
@pytest.mark.parametrize("address", [each for each in ADDRESSES if "format=api" not in each])
def test_head_says_what_get_says_without_a_body(client, address, settings):
    settings.SERVER_TIMING = False
    same = {"x-request-id": "one-for-both"}
    head, get = (ask(f"/api/{address}", headers=same) for ask in (client.head, client.get))
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers == get.headers
    headers = {"if-none-match": get["ETag"]}
    assert client.head(f"/api/{address}", headers=headers).status_code == 304


def test_a_tag_does_not_stop_a_write_from_being_refused(client):
    tag = client.get("/api/agents/")["ETag"]
    response = client.post("/api/tools/", headers={"if-none-match": tag})
    assert response.status_code == 405
    assert "ETag" not in response
