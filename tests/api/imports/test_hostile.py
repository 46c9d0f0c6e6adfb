"""Bodies that mean harm: each has its 4xx, none is stored, and the registry answers as before."""

from __future__ import annotations

import resource
import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from agents_app.models import Agent, ImportReport
from tests.agents_app.archives.hostile import CASES
from tests.makers import make_text

MEDIA = {
    "zip": "application/zip",
    "tar": "application/x-tar",
    "tar.gz": "application/gzip",
    "tar.xz": "application/x-xz",
    "tar.bz2": "application/x-bzip2",
}
MIB = 1024 * 1024


def peak() -> int:
    """Return the most memory that this process ever had, in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


@pytest.mark.parametrize("kind", MEDIA)
def test_every_bad_archive_has_its_answer(send, client, kind):
    cases = {name: case for name, case in CASES.items() if case[0] == kind}
    before = peak()
    for name, (_, code, is_big, make) in cases.items():
        data = make()
        began = time.monotonic()
        response = send("", data, MEDIA[kind])
        assert time.monotonic() - began < 5, name
        if code == "archive_too_large":
            code = "body_too_large"  # said before it is looked at
        expected = (413 if is_big else 422, code)
        assert (response.status_code, response.json()["code"]) == expected, name
        if code != "body_too_large":
            assert response.json()["errors"][0]["code"] == code
    assert peak() - before < 300 * MIB  # making them takes some of it
    assert not Agent.objects.exists()
    assert not ImportReport.objects.exists()
    assert client.get("/api/agents/").status_code == 200


@pytest.mark.parametrize(
    "media_type",
    [
        "application/octet-stream",
        "application/json",
        "application/x-7z-compressed",
        "text/html",
        "nonsense",
        "text/markdown; charset=utf-7",
        "text/markdown; charset=utf-16",
        "application/zip; charset=idna",
    ],
)
def test_other_bodies_are_not_read(send, media_type):
    response = send("", make_text(), media_type)
    assert response.status_code == 415
    assert not Agent.objects.exists()


@pytest.mark.parametrize("media_type", ["text/markdown", "application/zip"])
def test_an_empty_body_is_refused(send, media_type):
    response = send("", b"", media_type)
    assert (response.status_code, response.json()["code"]) == (400, "empty_body")


def test_a_body_over_the_limit_is_refused_unread(curator):
    response = curator.post(
        "/api/imports/", b"-", content_type="text/markdown", CONTENT_LENGTH=str(10**15)
    )
    assert (response.status_code, response.json()["code"]) == (413, "body_too_large")


def test_a_text_over_the_limit_is_refused(send, send_files):
    text = b"-" * (MIB + 1)
    response = send("", text, "text/markdown")
    assert (response.status_code, response.json()["code"]) == (413, "too_large")
    among = send_files("", {"big.md": text, "reader.md": make_text("reader")}).json()
    assert [row["code"] for row in among["files"]] == ["too_large", None]


FORMS = {
    "another field": ({"file": [b"a"]}, 400, "unknown_field"),
    "no file": ({}, 400, "empty_body"),
    "text for a file": ({"files": "text"}, 400, "no_files"),
    "an archive among files": ({"files": [b"a", b"PK\x03\x04"]}, 422, "archive_among_files"),
    "too many": ({"files": [b""] * 2_001}, 413, "too_many_parts"),
    "too much": ({"files": [b"a" * (6 * MIB)] * 2}, 413, "body_too_large"),
}


@pytest.mark.parametrize("name", FORMS)
def test_odd_forms_are_refused(curator, name):
    fields, status, code = FORMS[name]
    sent = {
        field: [SimpleUploadedFile(f"{n}.md", data) for n, data in enumerate(value)]
        if isinstance(value, list)
        else value
        for field, value in fields.items()
    }
    response = curator.post("/api/imports/", sent)
    assert (response.status_code, response.json()["code"]) == (status, code)
    assert not Agent.objects.exists()


@pytest.mark.parametrize(
    ("media_type", "body"),
    [
        ("multipart/form-data", b"--x\r\n"),
        ("multipart/form-data; boundary=x", b"nothing"),
        ("multipart/form-data; boundary=x", b"--x\r\nContent-Disposition: form-data\r\n\r\n"),
        ("multipart/form-data; boundary=" + "x" * 300, b"--x\r\n"),
        ("multipart/form-data; boundary=\xff", b"--x\r\n"),
    ],
)
def test_damaged_forms_are_refused(send, media_type, body):
    response = send("", body, media_type)
    assert response.status_code in (400, 415)
    assert response["Content-Type"] == "application/problem+json"


def test_names_of_files_are_only_shown(send_files):
    names = ["../../etc/evil.md", "/abs.md", "C:\\win.md", "x\u202ey.md", "<b>.md"]
    texts = {name: make_text(f"agent-{at}") for at, name in enumerate(names)}
    answer = send_files("", texts).json()
    assert answer["counts"]["created"] == len(names)
    assert all("/" not in row["path"] and "\\" not in row["path"] for row in answer["files"])


def test_nothing_is_written_to_the_disk(send_files, tmp_path, settings):
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path / "missing")
    data = make_text("big", body="a" * (900 * 1024))
    assert send_files("", {f"{n}.md": data for n in range(4)}).status_code == 201
