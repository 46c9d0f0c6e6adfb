"""``GET /api/definitions/{digest}/``: a text by the digest of its bytes, whoever has it."""

import base64

import pytest

from agents_app.actions.publish_agent import publish_agent
from agents_app.actions.retire_agent import retire_agent
from agents_app.actions.revise_agent import revise_agent
from agents_app.actor import SYSTEM
from agents_app.definitions import digest_of
from agents_app.querysets.revisions import MOST_CARRIERS
from tests.makers import make_agent, make_collection, make_text

TEXT = make_text("reader", body="# Words\n")
DIGEST = digest_of(TEXT)
ADDRESS = f"/api/definitions/{DIGEST}/"


def test_shows_what_a_text_says_and_who_has_it(client, db):
    for slug in ("team", "library"):
        publish_agent(make_collection(slug), TEXT, by=SYSTEM)
    answer = client.get(ADDRESS).json()
    assert answer["url"] == f"http://testserver{ADDRESS}"
    assert answer["markdown"] == f"http://testserver{ADDRESS}?format=md"
    assert (answer["digest"], answer["size"]) == (DIGEST, len(TEXT))
    assert [each["key"] for each in answer["revisions"]] == ["reader", "team:reader"]
    assert answer["revisions"][1]["url"] == (
        "http://testserver/api/agents/team:reader/revisions/1/"
    )
    at_revision = client.get("/api/agents/reader/revisions/1/").json()
    assert answer["definition"] == at_revision["definition"]
    created = client.get("/api/agents/team:reader/revisions/1/").json()["created"]
    assert answer["created"] == created  # the first that came in


def test_a_text_that_came_back_is_listed_each_time(client, db):
    agent = publish_agent(make_collection(), TEXT, by=SYSTEM)
    revise_agent(agent, make_text("reader"), by=SYSTEM.named("ann"))
    revise_agent(agent, TEXT, by=SYSTEM.named("bob"), message="back")
    revisions = client.get(ADDRESS).json()["revisions"]
    assert [(each["number"], each["author"]) for each in revisions] == [(1, None), (3, "bob")]


def test_gives_the_bytes_under_a_tag_that_is_their_digest(client, db):
    publish_agent(make_collection(), TEXT, by=SYSTEM)
    response = client.get(ADDRESS, headers={"accept": "text/markdown"})
    assert response.content == TEXT
    assert response["Content-Type"] == "text/markdown; charset=utf-8"
    assert response["Content-Disposition"] == 'inline; filename="reader.md"'
    assert response["ETag"] == f'"{DIGEST}"'
    assert response["Cache-Control"] == "no-cache"
    hexadecimal = base64.b64decode(response["Repr-Digest"].split(":")[1]).hex()
    assert f"sha256:{hexadecimal}" == DIGEST


def test_the_tag_of_the_file_outlives_every_change(client, db):
    agent = publish_agent(make_collection(), TEXT, by=SYSTEM)
    known = {"accept": "text/markdown", "if-none-match": f'"{DIGEST}"'}
    revise_agent(agent, make_text("reader"), by=SYSTEM)
    make_agent("another")
    assert client.get(ADDRESS, headers=known).status_code == 304
    retire_agent(agent, by=SYSTEM)
    assert client.get(ADDRESS, headers=known).status_code == 304
    assert client.get(ADDRESS, headers={"if-none-match": f'"{DIGEST}"'}).status_code == 200


def test_a_tag_does_not_bring_a_missing_text_to_life(client, db):
    for form in (f'"{DIGEST}"', "*"):
        known = {"accept": "text/markdown", "if-none-match": form}
        assert client.get(ADDRESS, headers=known).status_code == 404


def test_the_texts_of_a_retired_agent_stay(client, db):
    agent = publish_agent(make_collection(), TEXT, by=SYSTEM)
    retire_agent(agent, by=SYSTEM)
    assert client.get(ADDRESS).json()["revisions"][0]["status"] == "retired"
    assert client.get(f"{ADDRESS}?format=md").content == TEXT


def test_costs_the_same_however_many_have_it(client, db, django_assert_num_queries):
    for slug in ("one", "two", "three"):
        publish_agent(make_collection(slug), TEXT, by=SYSTEM)
        with django_assert_num_queries(4):  # serial, hidden, text, who has it
            client.get(ADDRESS)
        with django_assert_num_queries(3):  # hidden, whether it is here, text
            client.get(f"{ADDRESS}?format=md")


def test_lists_the_first_hundred_that_have_it(client, db):
    agent = publish_agent(make_collection(), TEXT, by=SYSTEM)
    other = make_text("reader")
    for _ in range(MOST_CARRIERS):
        revise_agent(agent, other, by=SYSTEM)
        revise_agent(agent, TEXT, by=SYSTEM)
    numbers = [each["number"] for each in client.get(ADDRESS).json()["revisions"]]
    assert numbers == list(range(1, 2 * MOST_CARRIERS, 2))


@pytest.mark.parametrize(
    "digest",
    [
        digest_of(b"something else"),
        DIGEST.upper(),
        DIGEST.removeprefix("sha256:"),
        DIGEST[:-1],
        DIGEST + "0",
        DIGEST.replace("sha256", "md5"),
        DIGEST[:-1] + "%0a",
        "sha256:",
        "x",
        "%00",
    ],
)
def test_what_is_no_digest_or_of_no_text_is_missing(client, db, digest):
    publish_agent(make_collection(), TEXT, by=SYSTEM)
    for tail in ("", "?format=md"):
        response = client.get(f"/api/definitions/{digest}/{tail}")
        assert (response.status_code, response.json()["code"]) == (404, "not_found")


def test_there_is_no_list_of_all_texts(client, db):
    assert client.get("/api/definitions/").status_code == 404


def test_knows_its_parameters(client, db):
    publish_agent(make_collection(), TEXT, by=SYSTEM)
    assert client.get(f"{ADDRESS}?q=x").json()["code"] == "unknown_parameter"
    assert client.get(f"{ADDRESS}?format=xml").status_code == 406
