"""``POST validate/``: what would become of a text; nothing is stored."""

from __future__ import annotations

import json

import pytest

from agents_app.actions.retire_agent import retire_agent
from agents_app.actor import SYSTEM
from agents_app.journal import current_serial
from agents_app.models import Agent, Collection
from tests.house.sources import ROOT
from tests.makers import make_agent, make_listing, make_text

BROKEN = sorted((ROOT / "fixtures/broken").glob("*.md"))


@pytest.fixture
def validate(client, db):
    """Post a text or an object, and return the response."""

    def validate(sent, query="", media_type="text/markdown"):
        if isinstance(sent, dict):
            sent, media_type = json.dumps(sent), "application/json"
        return client.post(f"/api/validate/{query}", sent, content_type=media_type)

    return validate


def test_tells_what_the_text_says_and_stores_nothing(validate):
    body = make_listing("helper")
    answer = validate(make_text("Log Reader", body=body, tools="Read, Reed")).json()
    assert (answer["key"], answer["would_be"]) == ("log-reader", "new")
    assert answer["definition"]["title"] == "Log Reader"
    assert [grant["tool"] for grant in answer["definition"]["grants"]] == ["Read", "Reed"]
    assert [edge["target"] for edge in answer["definition"]["integrations"]] == ["helper"]
    assert {"T001", "N003"} <= {finding["rule"] for finding in answer["findings"]}
    assert (Agent.objects.count(), current_serial()) == (0, 0)


def test_json_says_the_same_and_brings_a_path(validate):
    text = make_text(name=None)
    answer = validate({"content": text.decode(), "path": "x/Log Reader.md"}).json()
    assert answer["key"] == "log-reader"
    same = validate({"content": make_text().decode()}).json()
    assert same == validate(make_text()).json()


def test_is_judged_beside_the_agents_of_a_collection(validate):
    make_agent("helper", collection="team")
    text = make_text("reader", body=make_listing("helper", "helpr"))
    alone = validate(text).json()
    assert "R001" not in {finding["rule"] for finding in alone["findings"]}
    beside = validate(text, "?collection=team").json()
    assert beside["key"] == "team:reader"
    assert [f["line"] for f in beside["findings"] if f["rule"] == "R001"] == [12]


def test_says_what_it_would_be(validate):
    make_agent("same", collection="team")
    make_agent("other", collection="team")
    retire_agent(make_agent("gone", collection="team"), by=SYSTEM)
    texts = [make_text("same"), make_text("other", body="new"), make_text("gone"), make_text("new")]
    fates = [validate(text, "?collection=team").json()["would_be"] for text in texts]
    assert fates == ["unchanged", "revision", "name_retired", "new"]


@pytest.mark.parametrize("file", BROKEN, ids=lambda file: file.stem)
def test_what_is_broken_is_refused_or_found_by_its_code(validate, file):
    response = validate(file.read_bytes())
    code = file.stem
    if response.status_code == 200:
        return  # tests/house/test_fixtures.py looks for its finding
    assert response.status_code == (413 if code == "too_large" else 422)
    if code != "too_large":
        problem = response.json()
        assert problem["code"] == code
        (error,) = problem["errors"]
        assert error["code"] == code
        if "line " in problem["detail"]:
            assert error["field"].startswith("content:")


def test_a_refusal_names_the_line(validate):
    problem = validate(b"---\nname: a\ndescription: &x a\nsummary: *x\n---\n").json()
    assert (problem["code"], problem["errors"][0]["field"][:10]) == ("yaml_alias", "content:4:")


@pytest.mark.parametrize(
    ("sent", "media_type", "status", "code"),
    [
        ("[]", "application/json", 400, "bad_json"),
        ("{", "application/json", 400, "bad_json"),
        ("[" * 100_000, "application/json", 400, "too_deep"),
        ('{"content": 1}', "application/json", 400, "invalid"),
        ('{"content": "a", "content": "b"}', "application/json", 400, "bad_json"),
        ('{"content": "\\ud800"}', "application/json", 400, "bad_json"),
        (b'{"content": "\xff"}', "application/json", 400, "bad_json"),
        ('{"path": "a"}', "application/json", 400, "invalid"),
        ('{"contents": "a"}', "application/json", 400, "unknown_field"),
        ('{"content": "a", "path": "\\u0000"}', "application/json", 400, "bad_value"),
        ('{"content": "a\\u0000"}', "application/json", 400, "bad_value"),
        ("", "text/markdown", 400, "empty_body"),
        ("-" * (2**20 + 1), "text/markdown", 413, "too_large"),
        ("-" * (7 * 2**20), "application/json", 413, "body_too_large"),
        ("---", "text/html", 415, "unsupported_media_type"),
        ("---", "text/markdown; charset=utf-7", 415, "unsupported_charset"),
    ],
)
def test_odd_bodies_are_refused(validate, sent, media_type, status, code):
    response = validate(sent, media_type=media_type)
    assert (response.status_code, response.json()["code"]) == (status, code)


def test_odd_parameters_are_refused(validate):
    assert validate(make_text(), "?collections=x").json()["code"] == "unknown_parameter"
    assert validate(make_text(), "?collection=x").json()["code"] == "unknown_value"


def test_a_private_collection_is_not_there(validate):
    make_agent("helper", collection="team")
    Collection.objects.update(private=True)
    assert validate(make_text(), "?collection=team").status_code in (400, 404)


def test_a_number_of_queries(validate, django_assert_num_queries):
    make_agent("helper", collection="team")
    with django_assert_num_queries(0):
        validate(make_text())
    # hidden (to check, to read), known collection, collection, agent, names, twins, servers
    with django_assert_num_queries(8):
        validate(make_text(), "?collection=team")
