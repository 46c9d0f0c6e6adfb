"""``exports/``: the same bytes for the same content, safe names, and all of it back again."""

from __future__ import annotations

import base64
import hashlib
import json

import pytest

from agents_app.actions.import_files import import_files
from agents_app.actions.retire_agent import retire_agent
from agents_app.actions.revise_agent import revise_agent
from agents_app.actor import SYSTEM
from agents_app.archives import Archive, MarkdownFiles
from agents_app.models import Agent, Collection
from tests.makers import make_agent, make_text

KINDS = {"zip": "application/zip", "tar.gz": "application/gzip"}


@pytest.fixture
def team(db):
    """A collection with texts of all kinds, beside another one."""
    make_agent("reader", collection="team", path="a/reader.md")
    make_agent("writer", collection="team", body="Ünï\r\ncode", tools="Bash")
    make_agent("elsewhere")
    retire_agent(make_agent("gone", collection="team"), by=SYSTEM)


def bundle(client, kind, query="collection=team"):
    response = client.get(f"/api/exports/?{query}&format={kind}")
    assert response.status_code == 200
    return b"".join(response.streaming_content)


@pytest.mark.parametrize("kind", KINDS)
def test_holds_the_manifest_and_each_text_byte_for_byte(client, team, kind):
    manifest, *files = Archive(bundle(client, kind), kind)
    assert manifest.path == "manifest.json"
    told = json.loads(manifest.data)
    assert told == client.get("/api/exports/?collection=team").json()
    assert [each["key"] for each in told["agents"]] == ["team:reader", "team:writer"]
    assert [file.path for file in files] == ["a/reader.md", "writer.md"]
    for file, row in zip(files, told["agents"], strict=True):
        agent = Agent.objects.select_related("revision").get(key=row["key"])
        assert file.data == bytes(agent.revision.content)
        assert row["digest"] == "sha256:" + hashlib.sha256(file.data).hexdigest()
        assert (row["file"], row["path"], row["size"]) == (file.path, file.path, len(file.data))


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_content_is_the_same_bundle(client, team, kind):
    first = bundle(client, kind)
    make_agent("newcomer")  # in another collection: the serial moves on
    assert bundle(client, kind) == first
    reader = Agent.objects.get(key="team:reader")
    revise_agent(reader, make_text("reader", body="other"), by=SYSTEM)
    assert bundle(client, kind) != first
    revise_agent(reader, make_text("reader"), by=SYSTEM)
    assert bundle(client, kind) == first


@pytest.mark.parametrize("kind", KINDS)
def test_an_export_imported_elsewhere_exports_the_same_texts(client, team, kind):
    first = bundle(client, kind)
    import_files("copy", MarkdownFiles(Archive(first, kind)), by=SYSTEM)
    again = bundle(client, kind, "collection=copy")
    assert list(Archive(again, kind))[1:] == list(Archive(first, kind))[1:]


def test_all_collections_have_a_folder_each_and_filters_hold(client, team):
    files = [each["file"] for each in client.get("/api/exports/").json()["agents"]]
    assert files == ["library/elsewhere.md", "team/a/reader.md", "team/writer.md"]
    shell = client.get("/api/exports/?tool=Bash&collection=team").json()["agents"]
    assert [each["key"] for each in shell] == ["team:writer"]
    assert client.get("/api/exports/?q=nothing").json()["agents"] == []
    assert client.get("/api/exports/?tols=Bash").json()["code"] == "unknown_parameter"
    assert client.get("/api/exports/?collection=nope").json()["code"] == "unknown_value"


@pytest.mark.parametrize("kind", KINDS)
def test_names_are_safe_wherever_they_are_unpacked(client, db, kind):
    wanted = ["con.md", "../../evil.md", "A.md", "a.md", "x\u202ey.md", "manifest.json", "C:\\a.md"]
    for at, path in enumerate(wanted):
        make_agent(f"agent-{at}", collection="team")
        Agent.objects.filter(name=f"agent-{at}").update(path=path)
    told = client.get("/api/exports/?collection=team").json()["agents"]
    assert [each["path"] for each in told] == wanted
    names = [entry.path for entry in Archive(bundle(client, kind), kind)][1:]
    assert names == [each["file"] for each in told]
    assert names == [
        *("_con.md", "evil.md", "A.md", "a~2.md", "x_y.md", "manifest~2.json", "C__a.md")
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_headers_say_what_it_is(client, team, kind):
    response = client.get(f"/api/exports/?collection=team&format={kind}")
    assert response["Content-Type"] == KINDS[kind]
    assert response["Content-Disposition"] == f'attachment; filename="team.{kind}"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["ETag"].startswith('"')
    assert "application/json" in response["Link"]
    seen = {"if-none-match": response["ETag"]}
    again = client.get(f"/api/exports/?collection=team&format={kind}", headers=seen)
    assert again.status_code == 304


def test_accept_chooses_the_face(client, team):
    response = client.get("/api/exports/", headers={"accept": "application/gzip"})
    assert response["Content-Disposition"] == 'attachment; filename="roster.tar.gz"'
    assert client.get("/api/exports/?format=rar").status_code == 406


def test_private_collections_are_left_out(client, team):
    Collection.objects.filter(slug="team").update(private=True)
    assert [each["key"] for each in client.get("/api/exports/").json()["agents"]] == ["elsewhere"]


def test_queries_grow_with_pieces_not_with_files(client, db, hundred, django_assert_num_queries):
    hundred()
    with django_assert_num_queries(4):  # serial, known collection, hidden, manifest
        client.get("/api/exports/?collection=many")
    for queries in (
        8,
        6,
    ):  # the same, and the texts of fifty at a time; at first for the digest too
        with django_assert_num_queries(queries):
            bundle(client, "zip", "collection=many")


@pytest.mark.parametrize("kind", KINDS)
def test_says_the_digest_of_the_bundle_as_long_as_it_is_not_huge(
    client, team, kind, monkeypatch, django_assert_num_queries
):
    whole = hashlib.sha256(bundle(client, kind)).digest()
    told = f"sha-256=:{base64.b64encode(whole).decode()}:"
    address = f"/api/exports/?collection=team&format={kind}"
    with django_assert_num_queries(4):  # serial, hidden, collection, files; it is known by now
        assert client.head(address)["Repr-Digest"] == told
    assert "Repr-Digest" not in client.get("/api/exports/?collection=team")
    revise_agent(Agent.objects.get(key="team:reader"), make_text("reader", body="o"), by=SYSTEM)
    assert client.head(address)["Repr-Digest"] != told
    monkeypatch.setattr("api.exports.views.MOST_DIGESTED", 10)
    assert "Repr-Digest" not in client.head(address)
