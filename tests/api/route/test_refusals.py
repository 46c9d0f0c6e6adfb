"""``route/``: what is no question, and what is told about it."""

import json

import pytest

from tests.makers import make_agent


@pytest.mark.parametrize(
    ("query", "field", "code", "near"),
    [
        ("", "task", "missing_parameter", []),
        ("task=", "task", "empty_value", []),
        ("task=%20", "task", "empty_value", []),
        ("task=%00x", "task", "bad_value", []),
        (f"task={'x' * 2001}", "task", "too_long", []),
        ("task=a&task=b", "task", "repeated_parameter", []),
        ("tsk=x", "tsk", "unknown_parameter", ["task"]),
        ("task=x&limit=0", "limit", "bad_value", []),
        ("task=x&limit=51", "limit", "bad_value", []),
        ("task=x&limit=x", "limit", "bad_value", []),
        ("task=x&collection=libary", "collection", "unknown_value", ["library"]),
        ("task=x&must_use=Bsah", "must_use", "unknown_value", ["Bash"]),
        ("task=x&tools=,", "tools", "empty_value", []),
        ("task=x&tools=" + ",".join(map(str, range(65))), "tools", "too_many_values", []),
        ("task=x&fields=key", "fields", "unknown_parameter", []),
    ],
)
def test_parameters(client, db, query, field, code, near):
    make_agent(tools="Bash")
    response = client.get(f"/api/route/?{query}")
    problem = response.json()
    assert response.status_code == 400
    assert (problem["errors"][0]["field"], problem["code"]) == (field, code)
    assert problem["did_you_mean"] == near


@pytest.mark.parametrize(
    ("body", "field", "code", "near"),
    [
        ({}, "task", "missing_parameter", []),
        ({"task": None}, "task", "missing_parameter", []),
        ({"task": ""}, "task", "empty_value", []),
        ({"task": 1}, "task", "bad_value", []),
        ({"task": ["x"]}, "task", "bad_value", []),
        ({"task": "x" * 2001}, "task", "too_long", []),
        ({"task": "x\0"}, "task", "bad_value", []),
        ({"tsk": "x"}, "tsk", "unknown_parameter", ["task"]),
        ({"task": "x", "tools": "Read"}, "tools", "bad_value", []),
        ({"task": "x", "tools": [1]}, "tools", "bad_value", []),
        ({"task": "x", "tools": [f"t{n}" for n in range(65)]}, "tools", "too_many_values", []),
        ({"task": "x", "must_use": ["Bsah"]}, "must_use", "unknown_value", ["Bash"]),
        ({"task": "x", "collection": "libary"}, "collection", "unknown_value", ["library"]),
        ({"task": "x", "limit": "5"}, "limit", "bad_value", []),
        ({"task": "x", "limit": True}, "limit", "bad_value", []),
        ({"task": "x", "limit": 51}, "limit", "bad_value", []),
        ({"task": "x", "limit": -1}, "limit", "bad_value", []),
        ([], "body", "bad_json", []),
        ("task", "body", "bad_json", []),
        ({"task": "x", "format": "json"}, "format", "unknown_parameter", []),
    ],
)
def test_members(post, body, field, code, near):
    make_agent(tools="Bash")
    response = post(json.dumps(body))
    problem = response.json()
    assert response.status_code == 400, problem
    assert (problem["errors"][0]["field"], problem["code"]) == (field, code)
    assert problem["did_you_mean"] == near


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", "missing_parameter"),
        (b"{", "bad_json"),
        (b'{"task": "\xff"}', "bad_json"),
        (b'{"task": "\\ud800"}', "bad_json"),
        (b'{"task": "x", "task": "y"}', "bad_json"),
        (b'{"task": "x", "limit": NaN}', "bad_json"),
        (b'{"task": "x", "limit": ' + b"9" * 5000 + b"}", "bad_json"),
        (b"[" * 20_000, "too_deep"),
        (b'{"task": ' + b'{"a":' * 900, "too_deep"),
        (b'{"task": "' + b"x" * 40_000 + b'"}', "too_long"),
        (b"\xef\xbb\xbf{}", "bad_json"),
    ],
)
def test_bodies(post, body, code):
    response = post(body)
    assert (response.status_code, response.json()["code"]) == (400, code)


def test_brackets_in_the_task_are_text(post):
    assert post(task='why [[[[{{{{ " \\" [[[[').status_code == 200


def test_other_media_types_are_not_read(post):
    for media_type in ("text/plain", "application/x-www-form-urlencoded"):
        assert post("task=x", media_type).status_code == 415


def test_a_body_takes_no_parameters(client, db):
    response = client.post("/api/route/?task=x", {"task": "x"}, content_type="application/json")
    assert (response.status_code, response.json()["code"]) == (400, "unknown_parameter")
