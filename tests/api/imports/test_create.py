"""``POST imports/``: forms, archives and texts in; a report out, stored with what it tells of."""

from __future__ import annotations

import io
import tarfile
from typing import Any

import pytest
from django.test import Client

from agents_app.archives import Entry, write_tar_gz, write_zip
from agents_app.journal import current_serial
from agents_app.models import Agent, Collection, ImportReport
from tests.makers import make_agent, make_collection, make_text, make_user

ENTRIES = [
    Entry("agents/reader.md", make_text("reader")),
    Entry("docs/logo.png", b"\x89PNG"),
    Entry("notes/NOTES.md", b"# Nothing here\n"),
]


def tar(packing: str) -> bytes:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode=f"w:{packing}") as file:
        for entry in ENTRIES:
            about = tarfile.TarInfo(entry.path)
            about.size = len(entry.data)
            file.addfile(about, io.BytesIO(entry.data))
    return made.getvalue()


ARCHIVES = {
    "application/zip": lambda: b"".join(write_zip(ENTRIES)),
    "application/gzip": lambda: b"".join(write_tar_gz(ENTRIES)),
    "application/x-tar": lambda: tar(""),
    "application/x-xz": lambda: tar("xz"),
    "application/x-bzip2": lambda: tar("bz2"),
}


def rows(answer: Any) -> list[tuple[Any, ...]]:
    return [(row["path"], row["outcome"], row["key"], row["code"]) for row in answer["files"]]


EXPECTED = [
    ("notes/NOTES.md", "refused", None, "no_front_matter"),
    ("agents/reader.md", "created", "team:reader", None),
]


@pytest.mark.parametrize("media_type", ARCHIVES)
def test_takes_an_archive_by_its_media_type(send, media_type):
    response = send("?collection=team", ARCHIVES[media_type](), media_type)
    assert response.status_code == 201, response.content
    answer = response.json()
    assert sorted(rows(answer)) == sorted(EXPECTED)
    assert response["Location"] == answer["url"] == "http://testserver/api/imports/1/"
    assert answer["counts"]["created"] == answer["counts"]["refused"] == 1
    agent = Agent.objects.select_related("revision").get()
    assert (agent.path, agent.revision.author) == ("agents/reader.md", "cura")
    assert bytes(agent.revision.content) == ENTRIES[0].data


@pytest.mark.parametrize("media_type", ARCHIVES)
def test_takes_an_archive_in_a_form(send_files, media_type):
    response = send_files("?collection=team", {"set.bin": ARCHIVES[media_type]()})
    assert response.status_code == 201, response.content
    assert sorted(rows(response.json())) == sorted(EXPECTED)


def test_takes_many_files_in_a_form(send_files):
    files = {f"a{number}.md": make_text(f"agent-{number}") for number in range(150)}
    response = send_files("?message=first+load", files)
    assert response.status_code == 201, response.content
    assert response.json()["counts"]["created"] == 150
    assert response.json()["message"] == "first load"


def test_takes_one_text_and_keeps_its_bytes(send):
    text = b"\xef\xbb\xbf" + make_text("reader").replace(b"\n", b"\r\n")
    response = send("", text, "text/markdown; charset=UTF-8")
    assert response.status_code == 201, response.content
    assert rows(response.json()) == [("", "created", "reader", None)]
    assert bytes(Agent.objects.select_related("revision").get().revision.content) == text


def test_a_loose_file_leaves_its_agent_where_it_is(send_files):
    make_agent("reader", path="deep/reader.md", collection="team")
    client_may = Collection.objects.get(slug="team").maintainers
    client_may.set(make_user("x").__class__.objects.filter(username="cura"))
    response = send_files("?collection=team", {"reader.md": make_text("reader", body="new")})
    assert rows(response.json()) == [("reader.md", "updated", "team:reader", None)]
    assert Agent.objects.get().path == "deep/reader.md"


def test_a_dry_run_answers_200_and_stores_its_report_only(send, client):
    serial = current_serial()
    response = send("?dry_run=true&collection=team", make_text("reader"), "text/markdown")
    assert response.status_code == 200
    assert response.json()["state"] == "dry_run"
    assert (Agent.objects.count(), current_serial()) == (0, serial)
    assert client.get(response["Location"]).json() == response.json()


def test_strict_refuses_all_with_the_files_to_blame(send, client):
    response = send("?strict=true", ARCHIVES["application/zip"](), "application/zip")
    problem = response.json()
    assert (response.status_code, problem["code"]) == (422, "import_refused")
    assert [(each["field"], each["code"]) for each in problem["errors"]] == [
        ("notes/NOTES.md", "no_front_matter")
    ]
    assert not Agent.objects.exists()
    assert client.get(response["Location"]).json()["state"] == "refused"


def test_mode_create_and_mirror(send):
    send("?collection=team", make_text("reader"), "text/markdown")
    again = send("?collection=team&mode=create", make_text("reader"), "text/markdown").json()
    assert again["files"][0]["code"] == "exists"
    mirrored = send("?collection=team&mode=mirror", make_text("writer"), "text/markdown").json()
    assert [(row["outcome"], row["key"]) for row in mirrored["files"]] == [
        ("created", "team:writer"),
        ("retired", "team:reader"),
    ]
    empty = send("?collection=team&mode=mirror", b"".join(write_zip([])), "application/zip")
    assert (empty.status_code, empty.json()["code"]) == (422, "nothing_to_mirror")


@pytest.mark.parametrize(
    ("role", "status"), [(None, 401), ("reader", 403), ("author", 403), ("curator", 403)]
)
def test_who_may_not_is_told_before_anything_is_read(client, db, role, status):
    make_collection("team")
    if role:
        client.force_login(make_user("somebody", role))
    response = client.post(
        "/api/imports/?collection=team", b"no zip at all", content_type="application/zip"
    )
    assert response.status_code == status
    assert not ImportReport.objects.exists()


def test_what_is_private_is_not_there_for_strangers(client, db):
    make_collection("secret", private=True)
    client.force_login(make_user("somebody", "curator"))
    response = client.post(
        "/api/imports/?collection=secret", make_text(), content_type="text/markdown"
    )
    assert response.status_code == 404


def test_a_session_needs_its_csrf_token(db):
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_user("cura", "curator"))
    response = client.post("/api/imports/", make_text(), content_type="text/markdown")
    assert response.status_code == 403
    assert not Agent.objects.exists()


def test_a_form_with_its_csrf_token_inside_is_taken(db):
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_user("cura", "curator"))
    token = "a" * 32
    client.cookies["csrftoken"] = token
    file = io.BytesIO(make_text())
    file.name = "code-reader.md"
    response = client.post("/api/imports/", {"csrfmiddlewaretoken": token, "files": file})
    assert response.status_code == 201, response.content


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("?mode=replace", "unknown_value"),
        ("?dryrun=true", "unknown_parameter"),
        ("?dry_run=1", "unknown_value"),
        ("?collection=Not+A+Slug", "bad_value"),
        (f"?collection={'a' * 65}", "bad_value"),
        (f"?message={'a' * 1_001}", "too_long"),
        ("?mode=create&mode=mirror", "repeated_parameter"),
        ("?message=a%00b", "bad_value"),
    ],
)
def test_refuses_parameters_that_mean_nothing(send, query, code):
    response = send(query, make_text(), "text/markdown")
    assert (response.status_code, response.json()["code"]) == (400, code)
    assert not Agent.objects.exists()


def test_a_number_of_queries_that_does_not_grow(send, django_assert_max_num_queries):
    def archive(count: int) -> bytes:
        texts = [Entry(f"{n}.md", make_text(f"agent-{count}-{n}")) for n in range(count)]
        return b"".join(write_zip(texts))

    send("?collection=warm", archive(1), "application/zip")
    with django_assert_max_num_queries(68):
        assert send("?collection=few", archive(2), "application/zip").status_code == 201
    with django_assert_max_num_queries(98):  # SQLite takes 999 values in one statement
        assert send("?collection=many", archive(90), "application/zip").status_code == 201
