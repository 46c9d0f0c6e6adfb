"""``POST /api/agents/``: a file or fields come in, an agent stands."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from agents_app.definitions import digest_of, read_definition
from agents_app.models import Agent, Collection, JournalEntry, Revision
from tests.api.conftest import Writer
from tests.makers import make_agent, make_listing, make_text

FIELDS = {"name": "code-reader", "description": "Reads.", "tools": ["Read"], "body": "Read on."}
UNREAD = ((415, "unsupported_media_type"), (415, "unsupported_charset"))
ODD = b'\xef\xbb\xbf---\r\nname:   "Code Reader" # c\r\ndescription: >\r\n  Reads.\r\n---\r\n\r\nx'


def test_a_file_is_kept_byte_for_byte(ann, client):
    made = ann.send("post", "agents/?path=web/reader.md&message=First", ODD)
    assert made.status_code == 201, made.content
    assert made["Location"] == "http://testserver/api/agents/code-reader/"
    read = ann.client.get("/api/agents/code-reader/")
    assert read["ETag"] == made["ETag"]
    assert made.json() == read.json()
    assert client.get("/api/agents/code-reader/?format=md").content == ODD
    assert (made.json()["path"], made.json()["category"]) == ("web/reader.md", "web")
    entry = JournalEntry.objects.last()
    assert entry is not None
    assert (entry.verb, entry.author, entry.message) == ("agent.published", "ann", "First")
    assert entry.digest == digest_of(ODD)
    assert Agent.objects.get().owner == ann.user


def test_fields_become_a_file(ann, client):
    further = {"front_matter": {"color": "blue", "none": None}, "model": None}
    made = ann.send("post", "agents/", {**FIELDS, **further, "message": "First"})
    assert made.status_code == 201, made.content
    assert client.get("/api/agents/code-reader/?format=md").content.decode() == (
        "---\nname: code-reader\ndescription: Reads.\ntools:\n  - Read\ncolor: blue\n---\n"
        "\nRead on.\n"
    )
    assert made.json()["path"] == "code-reader.md"
    assert Revision.objects.get().message == "First"


def test_all_of_it_happens_at_once(ann, client):
    make_agent("caller", body=make_listing("code-reader"))
    made = ann.send("post", "agents/", make_text(body=make_listing("caller", "nobody-here")))
    edges = made.json()["integrations"]
    assert [edge["state"] for edge in edges["outgoing"]] == ["resolved", "dangling"]
    assert [edge["source"] for edge in edges["incoming"]] == ["caller"]
    assert "R001" in {finding["rule"] for finding in made.json()["findings"]}
    found = client.get("/api/search/?q=nobody-here").json()["results"]
    assert [each["agent"]["key"] for each in found] == ["code-reader"]


@pytest.mark.parametrize(
    ("query", "body", "path", "category"),
    [
        ("", {}, "code-reader.md", None),
        ("?category=web", {}, "web/code-reader.md", "web"),
        ("", {"category": "web"}, "web/code-reader.md", "web"),
        ("", {"path": "a/b c/x.md"}, "a/b c/x.md", "b c"),
        ("", {"path": "web/x.md", "category": "web"}, "web/x.md", "web"),
    ],
)
def test_where_it_goes(ann, query, body, path, category):
    made = ann.send("post", f"agents/{query}", FIELDS | body).json()
    assert (made["path"], made["category"]) == (path, category)


@pytest.mark.parametrize(
    ("said", "field", "code"),
    [
        *[
            ({"path": path}, "path", "unsafe_path")
            for path in (
                *("/etc/x.md", "../x.md", "a/../x.md", "a//x.md", "./x.md", "a\\x.md", "C:x.md"),
                *("x", "x.txt", "con.md", "a/NUL/x.md", "a /x.md", " x.md", "x.md/", "a./x.md"),
                *("a\u202e/x.md", "a\n/x.md", "f/" * 30 + "x.md", "x" * 300 + ".md"),
            )
        ],
        ({"category": "a/b"}, "category", "bad_value"),
        ({"category": ".."}, "category", "bad_value"),
        ({"category": "agents"}, "category", "bad_value"),
        ({"category": "a", "path": "b/x.md"}, "category", "bad_value"),
        ({"collection": "libary"}, "collection", "unknown_value"),
        ({"descripton": "x"}, "descripton", "unknown_field"),
        ({"health": "ok"}, "health", "derived_field"),
        ({"revision": {}}, "revision", "derived_field"),
        ({"owner": "bob"}, "owner", "unknown_field"),
        ({"name": None}, "name", "invalid"),
        ({"name": 5}, "name", "invalid"),
        ({"tools": [1]}, "tools", "invalid"),
        ({"tools": {"a": 1}}, "tools", "invalid"),
        ({"message": "x" * 1001}, "message", "invalid"),
        ({"front_matter": []}, "front_matter", "invalid"),
        ({"front_matter": {"name": "x"}}, "front_matter.name", "repeated_field"),
    ],
)
def test_refuses_what_nobody_takes(ann, said, field, code):
    before = Agent.objects.count()
    answer = ann.send("post", "agents/", FIELDS | said)
    assert (answer.status_code, answer.json()["code"]) == (400, code)
    assert answer.json()["errors"][0]["field"] == field
    assert Agent.objects.count() == before


def test_what_is_missing_or_said_twice_is_told(ann):
    missing = ann.send("post", "agents/", {"name": "x"})
    assert missing.json()["errors"] == [
        {"field": "description", "code": "required", "message": "This field is required."}
    ]
    near = ann.send("post", "agents/", FIELDS | {"descripton": "x"})
    assert near.json()["did_you_mean"] == ["description"]
    twice = ann.send("post", "agents/?message=a", FIELDS | {"message": "b"})
    assert (twice.status_code, twice.json()["code"]) == (400, "repeated_parameter")
    unknown = ann.send("post", "agents/?mesage=a", FIELDS)
    assert (unknown.status_code, unknown.json()["did_you_mean"]) == (400, ["message"])


@pytest.mark.parametrize(
    ("text", "status", "code"),
    [
        (b"no front matter", 422, "no_front_matter"),
        (b"---\nname: x\n", 422, "front_matter_unclosed"),
        (b"---\nname: \xff\n---\n", 422, "not_utf8"),
        (b"---\nname: x\n---\n\0", 422, "nul_byte"),
        (b"---\nname: &a x\nmodel: *a\n---\n", 422, "yaml_alias"),
        (b"---\nx: " + b"[" * 30_000 + b"\n---\n", 422, "yaml_too_deep"),
        (make_text(body="x" * 1024 * 1024), 413, "too_large"),
    ],
)
def test_a_text_that_is_no_definition_is_refused(ann, text, status, code):
    answer = ann.send("post", "agents/", text)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer["Content-Type"] == "application/problem+json"
    assert not Agent.objects.exists()


def test_an_empty_file_is_refused_as_a_text(ann):
    about = {"CONTENT_TYPE": "text/markdown", "CONTENT_LENGTH": "0"}
    answer = ann.client.generic("POST", "/api/agents/", b"", **about)
    assert (answer.status_code, answer.json()["code"]) == (422, "no_front_matter")


def test_costs_as_many_queries_in_a_large_registry(ann, hundred):
    def queries(name):
        with CaptureQueriesContext(connection) as captured:
            made = ann.send("post", "agents/", make_text(name, body=make_listing("agent-001")))
        assert made.status_code == 201
        return len(captured)

    queries("first-reader")  # makes the toolset that the others share
    few = queries("second-writer")
    hundred()
    assert queries("third-tester") == few


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ("{", 400, "bad_json"),
        ("[]", 400, "bad_json"),
        ('"x"', 400, "bad_json"),
        ('{"name": "a", "name": "b"}', 400, "bad_json"),
        ('{"name": "a", ' + '"x": 1, ' * 100_000 + '"y": 1}', 400, "bad_json"),
        ('{"name": NaN}', 400, "bad_json"),
        ('{"front_matter": {"x": 1e999}}', 400, "bad_json"),
        ('{"front_matter": {"x": -Infinity}}', 400, "bad_json"),
        ('{"name": "\\ud800"}', 400, "bad_json"),
        ('{"name": "\\u0000"}', 400, "bad_value"),
        ('{"front_matter": {"\\u0000": 1}}', 400, "bad_value"),
        ('{"front_matter": {"x": ' + "9" * 5_000 + "}}", 400, "bad_json"),
        ('{"front_matter": ' + '{"a":' * 31 + "1" + "}" * 32, 400, "too_deep"),
        ("[" * 200_000, 400, "too_deep"),
        ('{"name": "' + "x" * 2 * 1024 * 1024 + '"}', 413, "body_too_large"),
        (b'{"name": "\xff"}', 400, "bad_json"),
        (b'\xef\xbb\xbf{"name": "x"}', 400, "bad_json"),
    ],
)
def test_odd_json_is_refused(ann, body, status, code):
    answer = ann.send("post", "agents/", body, media="application/json; charset=utf-8")
    assert (answer.status_code, answer.json()["code"]) == (status, code)


@pytest.mark.parametrize(
    ("front", "code"),
    [
        ({"x": 10**17}, "value_not_writable"),
        ({"x" * 300: 1}, "value_not_writable"),
        ({"x": ["a"] * 6_000}, "yaml_too_large"),
        ({"x": "a" * 70_000}, "front_matter_too_large"),
    ],
)
def test_fields_that_make_no_file_are_refused(ann, front, code):
    answer = ann.send("post", "agents/", FIELDS | {"front_matter": front})
    assert (answer.status_code, answer.json()["code"]) == (422, code)


@pytest.mark.parametrize(
    "media",
    [
        *("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", ""),
        *("application/json; charset=utf-7", "text/markdown; charset=latin-1", "application/xml"),
        *("application/json; charset=unicode_escape", "application/json; charset=utf-16"),
    ],
)
def test_other_media_types_and_charsets_are_not_read(ann, media):
    answer = ann.send("post", "agents/", b"{}", media=media)
    assert (answer.status_code, answer.json()["code"]) in UNREAD


def test_names_stay_with_whom_they_were_given(ann, carl):
    ann.send("post", "agents/", FIELDS)
    again = ann.send("post", "agents/", FIELDS | {"path": "other.md"})
    assert (again.status_code, again.json()["code"]) == (409, "duplicate_name")
    place = ann.send("post", "agents/", FIELDS | {"name": "other", "path": "Code-Reader.md"})
    assert (place.status_code, place.json()["code"]) == (409, "path_taken")
    assert carl.send("delete", "agents/code-reader/", tag="*").status_code == 204
    retired = ann.send("post", "agents/", FIELDS)
    assert (retired.status_code, retired.json()["code"]) == (409, "name_retired")


def test_a_name_that_looks_like_another_is_told(ann):
    ann.send("post", "agents/", FIELDS)
    made = ann.send("post", "agents/", FIELDS | {"name": "c0de-reader"})
    assert made.status_code == 201
    assert "N007" in {finding["rule"] for finding in made.json()["findings"]}


def test_who_may_publish(ann, client):
    for roles, status in (((), 403), (("reader",), 403), (("curator",), 403)):
        writer = Writer(Client(), *roles, name=f"b{len(roles)}{''.join(roles)}")
        answer = writer.send("post", "agents/", FIELDS)
        assert (answer.status_code, answer.json()["code"]) == (status, "forbidden")
    nobody = client.post("/api/agents/", FIELDS, content_type="application/json")
    assert (nobody.status_code, nobody.json()["code"]) == (401, "not_authenticated")
    assert "Bearer" in nobody["WWW-Authenticate"]
    assert not Agent.objects.exists()


def test_a_collection_that_one_can_not_see_is_none(ann):
    make_agent("secret", collection="inner")
    Collection.objects.filter(slug="inner").update(private=True)
    hidden = ann.send("post", "agents/", FIELDS | {"collection": "inner"})
    never = ann.send("post", "agents/", FIELDS | {"collection": "innet"})
    assert (hidden.status_code, never.status_code) == (400, 400)
    assert hidden.json()["detail"] == never.json()["detail"].replace("innet", "inner")
    assert hidden.json()["did_you_mean"] == never.json()["did_you_mean"] == []


def test_a_key_is_answered_once(ann):
    first = ann.send("post", "agents/", FIELDS, key="a-1")
    again = ann.send("post", "agents/", dict(reversed(FIELDS.items())), key='"a-1"')
    assert (first.status_code, again.status_code) == (201, 201)
    assert again.content == first.content
    assert (again["ETag"], again["Location"]) == (first["ETag"], first["Location"])
    assert ("Idempotency-Replayed" in first, again["Idempotency-Replayed"]) == (False, "true")
    other = ann.send("post", "agents/", FIELDS | {"name": "other"}, key="a-1")
    assert (other.status_code, other.json()["code"]) == (422, "idempotency_key_reused")
    assert Agent.objects.count() == 1


def test_a_key_is_of_its_user_and_a_refusal_is_not_kept(ann, carl):
    assert ann.send("post", "agents/", b"nothing", key="k").status_code == 422
    assert ann.send("post", "agents/", FIELDS, key="k").status_code == 201
    assert carl.send("post", "agents/", FIELDS, key="k").json()["code"] == "duplicate_name"


@pytest.mark.parametrize("key", ["", "a b", "x" * 256, "é", '""', "\x7f"])
def test_an_odd_key_is_refused(ann, key):
    answer = ann.send("post", "agents/", FIELDS, key=key)
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (400, "Idempotency-Key")


def test_what_is_written_is_what_is_read(ann):
    """Whatever the fields hold, the file says the same."""
    odd = {"a": "no", "b": "12:30", "c": "*x", "d": "a\nb: c\n", "e": [1, 1.5, True, None, {}]}
    made = ann.send("post", "agents/", FIELDS | {"front_matter": odd})
    assert made.status_code == 201
    definition = read_definition(bytes(Revision.objects.get().content))
    said = {field.key: field.value for field in definition.front_matter.fields}
    assert {key: said[key] for key in odd} == odd
